namespace FerNet.Html;

/// <summary>
/// A prediction and the image of its face; see <see cref="HtmlExtensions.WithFace(EmotionPrediction, InputImage)"/>. Immutable and
/// therefore thread-safe.
/// </summary>
public sealed class PredictedFace
{
    private readonly string source;

    internal PredictedFace(EmotionPrediction prediction, byte[] png) =>
        (Prediction, source) = (prediction, $"data:image/png;base64,{Convert.ToBase64String(png)}");

    /// <summary>The prediction.</summary>
    public EmotionPrediction Prediction { get; }

    internal string Element => Elements.Prediction(Prediction, source);

    /// <summary>Returns the face and the seven probabilities as bars. The image is embedded in the HTML.</summary>
    public string ToHtml() => Elements.Framed(Element);

    /// <summary>Returns the text of the prediction.</summary>
    public override string ToString() => Prediction.ToString();
}
