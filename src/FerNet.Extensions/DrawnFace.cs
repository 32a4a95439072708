namespace FerNet.Extensions;

/// <summary>A small drawn face that is part of the package, for the warm-up and the health check.</summary>
internal static class DrawnFace
{
    public static byte[] Jpeg { get; } = Read();

    /// <summary>
    /// Predicts the drawn face. Returns null if the application requires a face and its detector finds none in the drawing.
    /// </summary>
    public static async Task<EmotionPrediction?> PredictAsync(IEmotionPredictor predictor, CancellationToken cancellationToken)
    {
        using MemoryStream image = new(Jpeg);
        try
        {
            return await predictor.PredictAsync(image, cancellationToken).ConfigureAwait(false);
        }
        catch (NoFaceException)
        {
            return null;
        }
    }

    private static byte[] Read()
    {
        using Stream stream = typeof(DrawnFace).Assembly.GetManifestResourceStream("FerNet.Extensions.face.jpg")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
