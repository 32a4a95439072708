using System.Globalization;
using FerNet.Utilities;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FerNet.Cli.Serving;

/// <summary>The body of a request, refused from a number of bytes on.</summary>
/// <remarks>
/// The server has such a limit, too. But it closes the connection on a client that is still sending, which then often sees a broken
/// connection instead of the refusal. A body that is refused here is read on by the server, for at most five seconds, and thrown away.
/// </remarks>
internal sealed class BoundedBody : ForwardOnlyStream
{
    private readonly long limit;
    private long bytes;

    private BoundedBody(Stream body, long limit)
        : base(body) => this.limit = limit;

    /// <summary>Sets the limit of a request whose body nothing has read yet.</summary>
    /// <exception cref="BadHttpRequestException">The request announces more (413).</exception>
    public static void SetLimit(HttpRequest request, long limit)
    {
        request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        if (request.ContentLength > limit) throw TooLarge(limit);
        request.Body = new BoundedBody(request.Body, limit);
    }

    public override int Read(Span<byte> buffer) => Count(Inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await Inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    private static BadHttpRequestException TooLarge(long limit) => new(
        string.Create(CultureInfo.InvariantCulture, $"The body is too large; the limit is {limit:N0} bytes."),
        StatusCodes.Status413PayloadTooLarge);

    private int Count(int count)
    {
        bytes += count;
        return bytes <= limit ? count : throw TooLarge(limit);
    }
}
