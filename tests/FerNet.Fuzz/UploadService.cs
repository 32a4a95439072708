using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using FerNet.Samples;
using Microsoft.AspNetCore.Builder;

namespace FerNet.Fuzz;

/// <summary>The web service of the samples, to which each input is sent as the bytes of one connection.</summary>
internal static partial class UploadService
{
    private const string Boundary = "part", Closing = "\r\nConnection: close\r\n";

    /// <summary>How long an answer may take; a connection that stays silent for longer is a finding.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private static readonly Lazy<IPEndPoint> Address = new(Start);

    /// <summary>An image as the body of a request, as the file of a form, and as base64 in JSON.</summary>
    public static IReadOnlyList<byte[]> Requests()
    {
        // A changed PNG fails its checksum; most changed JPEGs are images.
        byte[] image = Seeds.Jpegs()[0];
        return
        [
            Request("image/jpeg", image),
            Request($"multipart/form-data; boundary={Boundary}", Form(image)),
            Request("application/json", Encoding.ASCII.GetBytes($"{{\"image\":\"{Convert.ToBase64String(image)}\"}}")),
        ];
    }

    /// <summary>Changes the body of a request and states its length, so that the service reads it to its end.</summary>
    public static byte[] ChangeBody(byte[] request, Random random)
    {
        int start = BodyStart(request);
        byte[] body = ByteMutator.Change(request[start..], request[start..], random);
        string head = Encoding.ASCII.GetString(request, 0, start);
        string stated = FormattableString.Invariant($"\r\nContent-Length: {body.Length}\r\n");
        return [.. Encoding.ASCII.GetBytes(StatedLength().Replace(head, stated)), .. body];
    }

    /// <summary>Sends a request and reads the answer to its end.</summary>
    /// <exception cref="InvalidDataException">The service refuses it.</exception>
    /// <exception cref="InvalidOperationException">The service fails.</exception>
    public static void Send(byte[] request)
    {
        byte[] answer = Answer(request);
        string status = Encoding.ASCII.GetString(answer, 0, Math.Min(answer.Length, 12));
        // A request that ends too early has no answer; 505 refuses a version of HTTP.
        if (answer.Length == 0 || status == "HTTP/1.1 505" || status.StartsWith("HTTP/1.1 4", StringComparison.Ordinal))
            throw new InvalidDataException(status);
        // A changed header may ask for 100 Continue.
        if (!status.StartsWith("HTTP/1.1 2", StringComparison.Ordinal) && !status.StartsWith("HTTP/1.1 1", StringComparison.Ordinal))
            throw new InvalidOperationException($"The service answered {Encoding.UTF8.GetString(answer)}");
    }

    private static byte[] Answer(byte[] request)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp)
        {
            SendTimeout = (int)MaxWait.TotalMilliseconds,
            ReceiveTimeout = (int)MaxWait.TotalMilliseconds,
        };
        socket.Connect(Address.Value);
        using MemoryStream answer = new();
        try
        {
            socket.Send(request);
            // The service would wait for the rest, or for another request; it is told that none comes.
            if (!EndsConnection(request)) socket.Shutdown(SocketShutdown.Send);
            byte[] buffer = new byte[4096];
            for (int count; (count = socket.Receive(buffer)) > 0;) answer.Write(buffer, 0, count);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            // The service may close the connection while a part of the request is still unread.
        }
        return answer.ToArray();
    }

    /// <summary>Whether a request has as many bytes as it states, and asks that the service closes the connection.</summary>
    private static bool EndsConnection(byte[] request)
    {
        int start = BodyStart(request);
        string head = Encoding.ASCII.GetString(request, 0, start);
        Match stated = StatedLength().Match(head);
        return head.Contains(Closing, StringComparison.Ordinal) && stated.Success
            && int.TryParse(stated.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out int length) && length <= request.Length - start;
    }

    /// <summary>Where the head of a request ends, or 0.</summary>
    private static int BodyStart(byte[] request)
    {
        ReadOnlySpan<byte> end = "\r\n\r\n"u8;
        int index = request.AsSpan().IndexOf(end);
        return index < 0 ? 0 : index + end.Length;
    }

    private static IPEndPoint Start()
    {
        WebApplication service = WebSample.Create(
            ["--urls", "http://127.0.0.1:0", "--FerNet:Model", "fast", "--Logging:LogLevel:Default", "Critical"]);
        service.StartAsync().GetAwaiter().GetResult();
        // The service takes Ctrl-C and SIGTERM for itself, but the fuzzing is to end, too.
        service.Lifetime.ApplicationStopping.Register(() => Environment.Exit(1));
        return IPEndPoint.Parse(new Uri(service.Urls.Single()).Authority);
    }

    private static byte[] Request(string type, byte[] body) =>
    [
        .. Encoding.ASCII.GetBytes(
            $"POST /faces HTTP/1.1\r\nHost: localhost{Closing}Content-Type: {type}\r\n" +
            FormattableString.Invariant($"Content-Length: {body.Length}\r\n\r\n")),
        .. body,
    ];

    private static byte[] Form(byte[] image) =>
    [
        .. Encoding.ASCII.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n\r\n"),
        .. image,
        .. Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n"),
    ];

    [GeneratedRegex("\r\nContent-Length: ([0-9]+)\r\n")]
    private static partial Regex StatedLength();
}
