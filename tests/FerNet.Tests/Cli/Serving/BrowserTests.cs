using System.Text.Json;
using System.Text.RegularExpressions;
using FerNet.Tests.Docs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FerNet.Tests.Cli.Serving;

/// <summary>The page of the command serve in a real Chromium: photographs, camera, errors, dark mode, keyboard.</summary>
public sealed partial class BrowserTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>A machine that does several things at once needs its time.</summary>
    private const int Patience = 60_000;

    private static readonly FilePayload Two = PngFile("two faces.png", Scene.Png());
    private static readonly FilePayload One = PngFile("one face.png", Scene.Png(faces: 1));

    [Fact]
    public async Task Photographs_are_answered_with_boxes_bars_and_a_list()
    {
        IPage page = await browser.OpenAsync();
        List<string> complaints = [];
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") complaints.Add(message.Text);
        };
        await page.SetInputFilesAsync("#files", [Two, One]);
        await ExpectFacesAsync(page, 2);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "two faces.png" })).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.Locator("#status")).ToHaveTextAsync("2 photographs were answered.", PatientForAll);

        EmotionPrediction largest = browser.Service.Predictor.PredictFaces(Two.Buffer)[0];
        await Expect(page.Locator("#faces li").First).ToContainTextAsync($"{largest.Emotion.Name()} {Percent(largest.Confidence)}");
        await Expect(page.Locator("#faces li").First).ToContainTextAsync($", {largest.Valence.ToString().ToLowerInvariant()}");
        await Expect(page.Locator("#faces li").First.GetByRole(AriaRole.Meter)).ToHaveCountAsync(EmotionExtensions.Count);
        Assert.True(await PaintedAsync(page, largest.Box!.Value), "No line at the right edge of the box");

        await page.GetByRole(AriaRole.Button, new() { Name = "one face.png" }).ClickAsync();
        await ExpectFacesAsync(page, 1);
        await page.GetByRole(AriaRole.Button, new() { Name = "two faces.png" }).ClickAsync();
        await ExpectFacesAsync(page, 2);
        Assert.Empty(complaints);
        await Browser.CloseAsync(page, "photographs");
    }

    [Fact]
    public async Task The_answer_is_copied_as_JSON()
    {
        IPage page = await browser.OpenAsync(new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await Expect(page.Locator("#copy")).ToBeDisabledAsync();
        await page.SetInputFilesAsync("#files", One);
        await ExpectFacesAsync(page, 1);
        await page.ClickAsync("#copy");
        await Expect(page.Locator("#status")).ToHaveTextAsync("The JSON was copied to the clipboard.");
        string copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        using JsonDocument json = JsonDocument.Parse(copied);
        Assert.Equal(browser.Service.Predictor.PredictFaces(One.Buffer),
            json.RootElement.GetProperty("faces").Deserialize<EmotionPrediction[]>());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_photograph_can_be_dropped()
    {
        IPage page = await browser.OpenAsync();
        IJSHandle data = await page.EvaluateHandleAsync("""
            base64 => {
              const data = new DataTransfer();
              const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
              data.items.add(new File([bytes], "dropped.png", { type: "image/png" }));
              return data;
            }
            """, Convert.ToBase64String(One.Buffer));
        await page.DispatchEventAsync("main", "drop", new { dataTransfer = data });
        await ExpectFacesAsync(page, 1);
        await Expect(page.Locator("#caption")).ToHaveTextAsync("dropped.png");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_camera_shows_faces_that_keep_their_numbers_and_a_line_over_time()
    {
        IPage page = await browser.OpenAsync(new() { Permissions = ["camera"] });
        await page.GetByRole(AriaRole.Button, new() { Name = "Start camera" }).ClickAsync();
        await ExpectFacesAsync(page, 2);
        for (int i = 0; i < 5; i++)
        {
            await page.WaitForFunctionAsync(
                "last => JSON.parse(document.getElementById('json').textContent || '{}').frame > last", 2 * i,
                new() { Timeout = Patience });
            string[] numbers = await page.Locator("#faces li")
                .EvaluateAllAsync<string[]>("items => items.map(item => item.dataset.number)");
            Assert.Equal(["1", "2"], numbers.Order());
        }
        await Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = FirstWords() })).ToBeVisibleAsync();
        await Expect(page.Locator("#status")).ToContainTextAsync("Camera: face", new() { Timeout = Patience });
        Assert.True(await page.EvaluateAsync<bool>("document.getElementById('video').videoWidth === 640"));
        await Browser.CloseAsync(page, "camera");
    }

    [Fact]
    public async Task A_denied_camera_is_explained_and_photographs_go_on()
    {
        IPage page = await browser.OpenAsync(isCameraDenied: true);
        await page.ClickAsync("#camera");
        await Expect(page.Locator("#camera-note")).ToContainTextAsync("the permission was denied", PatientForPart);
        await Expect(page.Locator("#camera")).ToHaveTextAsync("Start camera");
        await page.SetInputFilesAsync("#files", One);
        await ExpectFacesAsync(page, 1);
        await Browser.CloseAsync(page, "denied");
    }

    [Fact]
    public async Task Without_a_secure_context_the_page_says_why_there_is_no_camera()
    {
        IPage page = await browser.OpenAsync(script: "Object.defineProperty(window, 'isSecureContext', { value: false })");
        await Expect(page.Locator("#camera")).ToBeDisabledAsync();
        await Expect(page.Locator("#camera-note")).ToContainTextAsync("browsers allow it only on localhost and over HTTPS");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_file_that_is_no_image_is_an_error_with_the_reason()
    {
        IPage page = await browser.OpenAsync();
        await page.SetInputFilesAsync("#files", PngFile("notes.png", "no image"u8.ToArray()));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(
            "notes.png: The stream: not an image that can be read", PatientForPart);
        await Browser.CloseAsync(page, "error");
    }

    [Theory]
    [InlineData(ColorScheme.Light, "rgb(255, 255, 255)")]
    [InlineData(ColorScheme.Dark, "rgb(20, 24, 28)")]
    public async Task The_page_follows_the_color_scheme(ColorScheme scheme, string background)
    {
        IPage page = await browser.OpenAsync(new() { ColorScheme = scheme });
        await Expect(page.Locator("body")).ToHaveCSSAsync("background-color", background);
        await page.SetInputFilesAsync("#files", One);
        await ExpectFacesAsync(page, 1);
        await Browser.CloseAsync(page, scheme == ColorScheme.Dark ? "dark" : "light");
    }

    [Fact]
    public async Task Everything_is_reached_by_keyboard()
    {
        IPage page = await browser.OpenAsync(new() { Permissions = ["camera"] });
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#files")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#camera")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#camera")).ToHaveTextAsync("Stop camera");
        await ExpectFacesAsync(page, 2);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#camera")).ToHaveTextAsync("Start camera");
        await page.SetInputFilesAsync("#files", [Two, One]);
        await Expect(page.Locator("#status")).ToHaveTextAsync("2 photographs were answered.", PatientForAll);
        await page.Locator("#camera").FocusAsync();
        foreach (string next in (string[])["copy", "", ""])
        {
            await page.Keyboard.PressAsync("Tab");
            if (next.Length > 0) await Expect(page.Locator($"#{next}")).ToBeFocusedAsync();
        }
        await page.Keyboard.PressAsync("Space");
        await ExpectFacesAsync(page, 1);
        await Browser.CloseAsync(page, "keyboard");
    }

    [Fact]
    public void The_groups_of_the_page_are_those_of_the_library()
    {
        string script = File.ReadAllText(Path.Combine(Repository.Root, "src", "FerNet.Cli", "Serving", "Page", "emotions.js"));
        Assert.All(EmotionExtensions.All,
            emotion => Assert.Contains($" {emotion.Name()}: {(int)emotion.Valence() - (int)Valence.Neutral}", script));
    }

    private static LocatorAssertionsToHaveTextOptions PatientForAll => new() { Timeout = Patience };

    private static LocatorAssertionsToContainTextOptions PatientForPart => new() { Timeout = Patience };

    private static FilePayload PngFile(string name, byte[] content) => new() { Name = name, MimeType = "image/png", Buffer = content };

    private static string Percent(float share) =>
        FormattableString.Invariant($"{Math.Round(share * 100, MidpointRounding.AwayFromZero)} %");

    private static Task ExpectFacesAsync(IPage page, int count) =>
        Expect(page.Locator("#faces li")).ToHaveCountAsync(count, new() { Timeout = Patience });

    /// <summary>Whether the overlay is painted at the middle of a box's right edge.</summary>
    private static Task<bool> PaintedAsync(IPage page, FaceBox box) => page.EvaluateAsync<bool>("""
        ({ x, y }) => {
          const canvas = document.getElementById("overlay"), scale = canvas.width / document.getElementById("photograph").naturalWidth;
          return canvas.getContext("2d").getImageData(Math.round(x * scale), Math.round(y * scale), 1, 1).data[3] > 128;
        }
        """, new { x = (double)(box.X + box.Width), y = (double)(box.Y + (box.Height / 2)) });

    [GeneratedRegex("^One line for each face")]
    private static partial Regex FirstWords();
}
