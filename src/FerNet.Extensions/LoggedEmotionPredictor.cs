using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace FerNet.Extensions;

/// <summary>Logs refused and slow images. Does not dispose the predictor, which the container owns.</summary>
internal sealed class LoggedEmotionPredictor(IEmotionPredictor predictor, ILogger logger, TimeSpan slowImage) : IEmotionPredictor
{
    public EmotionPrediction Predict(InputImage image, CancellationToken cancellationToken = default) =>
        Watch(() => predictor.Predict(image, cancellationToken));

    public EmotionPrediction Predict(string path, CancellationToken cancellationToken = default) =>
        Watch(() => predictor.Predict(path, cancellationToken));

    public EmotionPrediction Predict(byte[] encoded, CancellationToken cancellationToken = default) =>
        Watch(() => predictor.Predict(encoded, cancellationToken));

    public EmotionPrediction Predict(Stream stream, CancellationToken cancellationToken = default) =>
        Watch(() => predictor.Predict(stream, cancellationToken));

    public Task<EmotionPrediction> PredictAsync(Stream stream, CancellationToken cancellationToken = default) =>
        WatchAsync(() => predictor.PredictAsync(stream, cancellationToken));

    public IReadOnlyList<EmotionPrediction> PredictFaces(InputImage image, CancellationToken cancellationToken = default) =>
        Watch(() => predictor.PredictFaces(image, cancellationToken));

    public IReadOnlyList<EmotionPrediction> PredictFaces(string path, CancellationToken cancellationToken = default) =>
        Watch(() => predictor.PredictFaces(path, cancellationToken));

    public IReadOnlyList<EmotionPrediction> PredictFaces(byte[] encoded, CancellationToken cancellationToken = default) =>
        Watch(() => predictor.PredictFaces(encoded, cancellationToken));

    public IReadOnlyList<EmotionPrediction> PredictFaces(Stream stream, CancellationToken cancellationToken = default) =>
        Watch(() => predictor.PredictFaces(stream, cancellationToken));

    public Task<IReadOnlyList<EmotionPrediction>> PredictFacesAsync(Stream stream, CancellationToken cancellationToken = default) =>
        WatchAsync(() => predictor.PredictFacesAsync(stream, cancellationToken));

    public IReadOnlyList<EmotionPrediction> PredictBatch(IEnumerable<InputImage> images, CancellationToken cancellationToken = default)
    {
        try
        {
            return predictor.PredictBatch(images, cancellationToken);
        }
        catch (Exception error) when (IsRefusal(error))
        {
            logger.ImageRefused(error.Message);
            throw;
        }
    }

    private T Watch<T>(Func<T> predict)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            return predict();
        }
        catch (Exception error) when (IsRefusal(error))
        {
            logger.ImageRefused(error.Message);
            throw;
        }
        finally
        {
            LogIfSlow(Stopwatch.GetElapsedTime(start));
        }
    }

    private async Task<T> WatchAsync<T>(Func<Task<T>> predict)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            return await predict().ConfigureAwait(false);
        }
        catch (Exception error) when (IsRefusal(error))
        {
            logger.ImageRefused(error.Message);
            throw;
        }
        finally
        {
            LogIfSlow(Stopwatch.GetElapsedTime(start));
        }
    }

    private void LogIfSlow(TimeSpan elapsed)
    {
        if (elapsed > slowImage) logger.SlowImage(elapsed.TotalSeconds, slowImage.TotalSeconds);
    }

    private static bool IsRefusal(Exception error) => error is InvalidDataException or NoFaceException;
}
