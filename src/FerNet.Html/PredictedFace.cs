namespace FerNet.Html;

/// <summary>
/// A prediction with the face that it is about, see <see cref="HtmlExtensions.WithFace(EmotionPrediction, InputImage)"/>. Immutable, hence
/// thread-safe.
/// </summary>
public sealed class PredictedFace
{
    private readonly string source;

    internal PredictedFace(EmotionPrediction prediction, byte[] png) =>
        (Prediction, source) = (prediction, $"data:image/png;base64,{Convert.ToBase64String(png)}");

    /// <summary>The prediction.</summary>
    public EmotionPrediction Prediction { get; }

    internal string Element => Elements.Prediction(Prediction, source);

    /// <summary>The face beside the seven probabilities as bars; the image is part of the HTML.</summary>
    public string ToHtml() => Elements.Framed(Element);

    /// <summary>The prediction in words.</summary>
    public override string ToString() => Prediction.ToString();
}
