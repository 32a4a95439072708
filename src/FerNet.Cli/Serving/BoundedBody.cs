using FerNet.Utilities;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FerNet.Cli.Serving;

/// <summary>The body of a request with a limit of bytes.</summary>
/// <remarks>
/// Kestrel has such a limit too, but closes the connection while the client is still sending, so that the client often gets a connection
/// error instead of the status. The rest of a body that is refused here is read and discarded by Kestrel, for at most five seconds.
/// </remarks>
internal sealed class BoundedBody : ForwardOnlyStream
{
    private readonly long limit;
    private long bytes;

    private BoundedBody(Stream body, long limit)
        : base(body) => this.limit = limit;

    /// <summary>Sets the limit of a request whose body has not been read yet.</summary>
    /// <exception cref="BadHttpRequestException">The Content-Length of the request is larger (413).</exception>
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
        Invariant($"The request body has more than {limit:N0} bytes; send fewer or smaller images, or raise --max-bytes."),
        StatusCodes.Status413PayloadTooLarge);

    private int Count(int count)
    {
        bytes += count;
        return bytes <= limit ? count : throw TooLarge(limit);
    }
}
