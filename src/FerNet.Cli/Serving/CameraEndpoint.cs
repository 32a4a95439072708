using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FerNet.Cli.Serving;

/// <summary>The WebSocket /camera: receives a camera's frames as encoded images, and answers each of them.</summary>
internal static class CameraEndpoint
{
    public static void Map(WebApplication app, EmotionPredictor predictor, ServeOptions options) =>
        app.Map("/camera", async (HttpContext context) =>
            {
                if (!context.WebSockets.IsWebSocketRequest)
                {
                    throw new BadHttpRequestException("/camera is a WebSocket: open ws://HOST/camera and send frames as binary messages.",
                        StatusCodes.Status426UpgradeRequired);
                }
                using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
                using CancellationTokenSource ended =
                    CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, app.Lifetime.ApplicationStopping);
                await new CameraSession(socket, predictor, options).RunAsync(ended.Token);
            })
            .ExcludeFromDescription()
            .DisableRequestTimeout();
}
