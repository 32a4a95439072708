namespace FerNet.Extensions;

/// <summary>
/// Settings of a predictor in a service, for code and configuration. The defaults are intended for a service with many concurrent requests.
/// </summary>
public sealed class EmotionPredictorServiceOptions
{
    private Func<EmotionPredictorOptions, EmotionPredictorOptions> change = options => options;

    /// <summary>
    /// The model: <c>default</c> or <c>fast</c> for a shipped model, or the path of a zip or an exported graph. A relative path is relative
    /// to the content root of the host. Default: <c>default</c>.
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
    /// Maximum number of pixels of an image, 1 to 100,000,000. A larger image is refused before it is decoded. Default: 40,000,000.
    /// </summary>
    public int MaxPixels { get; set; } = 40_000_000;

    /// <inheritdoc cref="EmotionPredictorOptions.MaxConcurrentImages"/>
    public int MaxConcurrentImages { get; set; }

    /// <summary>
    /// Number of threads for one call, 0 or more; 0 means one for each processor of the process. Default: 1, which gives the highest
    /// throughput with many concurrent requests.
    /// </summary>
    public int Threads { get; set; } = 1;

    /// <summary>
    /// Whether a drawn face is predicted while the host starts, so that the first request does not wait for the loading of libraries and
    /// for JIT compilation. The model is loaded while the host starts in any case. Default: true.
    /// </summary>
    public bool WarmUp { get; set; } = true;

    /// <summary>
    /// Time limit above which a call of <see cref="IEmotionPredictor"/> for one image is logged as a warning, more than 0. The time
    /// includes reading the image and waiting for a processor. Default: 5 seconds.
    /// </summary>
    public TimeSpan SlowImage { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Changes options that have no setting here, such as <see cref="EmotionPredictorOptions.FaceDetector"/> or
    /// <see cref="EmotionPredictorOptions.ConfigureSession"/>. Several changes are applied in the order of the calls.
    /// </summary>
    /// <param name="change"> Receives the options from the settings, and returns the options to use. It is called once for each predictor
    /// that is created, but not when settings are validated. </param>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public void ConfigurePredictor(Func<EmotionPredictorOptions, EmotionPredictorOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Func<EmotionPredictorOptions, EmotionPredictorOptions> earlier = this.change;
        this.change = options => change(earlier(options));
    }

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    internal EmotionPredictorOptions ToPredictorOptions() => change(PlainOptions());

    /// <summary>The options from the settings, without <see cref="ConfigurePredictor"/>.</summary>
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
