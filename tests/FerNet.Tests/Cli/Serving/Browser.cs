using FerNet.Tests.Support;
using Microsoft.Playwright;

namespace FerNet.Tests.Cli.Serving;

/// <summary>The system's Chromium with a drawn film as its camera, and the service that it is shown.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    /// <summary>A folder for a screenshot of the page at the end of each test; none are kept where it is not set.</summary>
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("FERNET_TEST_SCREENSHOTS");

    private readonly TemporaryFolder folder = new();
    private IPlaywright? playwright;
    private IBrowser? browser, cameraDenied;

    internal RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable)) return;
        Service = await RunningService.StartAsync();
        string clip = folder.Write("faces.y4m", Scene.Clip(frames: 20));
        playwright = await Playwright.CreateAsync();
        browser = await LaunchAsync("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
            $"--use-file-for-fake-video-capture={clip}");
        cameraDenied = await LaunchAsync("--use-fake-ui-for-media-stream=deny", "--use-fake-device-for-media-stream");
    }

    /// <summary>The page in a window of its own. The test is skipped where there is no Chromium.</summary>
    internal async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null, bool isCameraDenied = false, string? script = null)
    {
        Assert.SkipUnless(browser is not null, $"{Executable} is missing: apt-get install chromium");
        IBrowserContext context = await (isCameraDenied ? cameraDenied! : browser!).NewContextAsync(options);
        if (script is not null) await context.AddInitScriptAsync(script);
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(Service.Address.AbsoluteUri);
        return page;
    }

    /// <summary>Closes the window.</summary>
    internal static async Task CloseAsync(IPage page, string name)
    {
        if (Screenshots is not null)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, $"{name}.png"), FullPage = true });
        await page.Context.CloseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        if (cameraDenied is not null) await cameraDenied.CloseAsync();
        playwright?.Dispose();
        if (Service is not null) await Service.DisposeAsync();
        folder.Dispose();
    }

    private Task<IBrowser> LaunchAsync(params string[] arguments) => playwright!.Chromium.LaunchAsync(
        new BrowserTypeLaunchOptions { ExecutablePath = Executable, Headless = true, Args = ["--no-sandbox", .. arguments] });
}
