namespace FerNet.Extensions;

/// <summary>A small drawn face that is part of the package: what the warm-up and the health check ask about.</summary>
internal static class DrawnFace
{
    public static byte[] Jpeg { get; } = Read();

    /// <summary>The answer about it; null where a detector of the application finds no face in a drawing and one is required.</summary>
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
