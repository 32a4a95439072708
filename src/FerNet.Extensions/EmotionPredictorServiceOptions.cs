namespace FerNet.Extensions;

/// <summary>
/// Settings of a predictor in a service, for code and configuration. The defaults suit a service with many requests at once.
/// </summary>
public sealed class EmotionPredictorServiceOptions
{
    private Func<EmotionPredictorOptions, EmotionPredictorOptions> change = options => options;

    /// <summary>
    /// The model: <c>default</c> or <c>fast</c>, which ship with FerNet, or the path of a zip or an exported graph. A relative path is
    /// looked for in the content root of the host. Default: <c>default</c>.
    /// </summary>
    public string Model { get; set; } = "default";

    /// <inheritdoc cref="EmotionPredictorOptions.Faces"/>
    public FaceSearch Faces { get; set; }

    /// <inheritdoc cref="EmotionPredictorOptions.AverageMirrorImage"/>
    public bool AverageMirrorImage { get; set; }

    /// <inheritdoc cref="EmotionPredictorOptions.AverageTighterCrop"/>
    public bool AverageTighterCrop { get; set; }

    /// <inheritdoc cref="EmotionPredictorOptions.MinConfidence"/>
    public double MinConfidence { get; set; }

    /// <summary>
    /// The most pixels that an image may have, 1 to 100,000,000; a larger one is refused by its header, before it is decoded. Default:
    /// 40,000,000.
    /// </summary>
    public int MaxPixels { get; set; } = 40_000_000;

    /// <inheritdoc cref="EmotionPredictorOptions.MaxConcurrentImages"/>
    public int MaxConcurrentImages { get; set; }

    /// <summary>
    /// Threads that one call may use, 0 or more; 0 means as many as the process may use processors. Default: 1, which answers the most
    /// requests a second where many arrive at once.
    /// </summary>
    public int Threads { get; set; } = 1;

    /// <summary>
    /// Whether a drawn face is predicted while the host starts, so that the first request does not wait for libraries and compilation.
    /// The model is loaded at the start in any case. Default: true.
    /// </summary>
    public bool WarmUp { get; set; } = true;

    /// <summary>
    /// A call of <see cref="IEmotionPredictor"/> about one image that takes longer, its reading and the wait for a processor included, is
    /// logged as a warning. More than 0. Default: 5 seconds.
    /// </summary>
    public TimeSpan SlowImage { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Changes what has no setting here, such as <see cref="EmotionPredictorOptions.FaceDetector"/> or
    /// <see cref="EmotionPredictorOptions.ConfigureSession"/>. Several changes are made in the order in which they were given.
    /// </summary>
    /// <param name="change">
    /// Gets the options that the settings give, and returns those to use. It is called once for each predictor that is made, and not where
    /// settings are only checked.
    /// </param>
    public void ConfigurePredictor(Func<EmotionPredictorOptions, EmotionPredictorOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Func<EmotionPredictorOptions, EmotionPredictorOptions> earlier = this.change;
        this.change = options => change(earlier(options));
    }

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    internal EmotionPredictorOptions ToPredictorOptions() => change(PlainOptions());

    /// <summary>The options of the settings alone.</summary>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    internal EmotionPredictorOptions PlainOptions() => new()
    {
        Faces = Faces,
        AverageMirrorImage = AverageMirrorImage,
        AverageTighterCrop = AverageTighterCrop,
        MinConfidence = MinConfidence,
        MaxPixels = MaxPixels,
        MaxConcurrentImages = MaxConcurrentImages,
        Threads = Threads,
    };
}
