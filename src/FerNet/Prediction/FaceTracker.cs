namespace FerNet.Prediction;

/// <summary>
/// Tracks faces from frame to frame by the agreement of boxes and landmarks with their expected positions, and smooths the probabilities.
/// </summary>
internal sealed class FaceTracker(FaceTrackingOptions options, double minConfidence)
{
    private readonly List<FaceTrack> tracks = [];
    private int lastId, width, height;

    /// <summary>Sets the size of the next frame in pixels; tracks from earlier frames are scaled to it.</summary>
    public void SetFrameSize(int width, int height)
    {
        if (this.width > 0 && (this.width, this.height) != (width, height))
        {
            foreach (FaceTrack track in tracks) track.Scale((float)width / this.width, (float)height / this.height);
        }
        (this.width, this.height) = (width, height);
    }

    /// <summary>The faces of the next frame, in the order in which they were found.</summary>
    public IReadOnlyList<TrackedFace> Next(IReadOnlyList<EmotionPrediction> found)
    {
        foreach (FaceTrack track in tracks) track.Predict();
        FaceTrack?[] owners = Match(found);
        HashSet<FaceTrack> matchedTracks = [.. owners.OfType<FaceTrack>()];
        foreach (FaceTrack lost in tracks.Where(track => !matchedTracks.Contains(track))) lost.Miss();
        TrackedFace[] answers = [.. found.Select((prediction, faceIndex) => Follow(owners[faceIndex], prediction))];
        tracks.RemoveAll(track => track.Missed > options.MaxMissedFrames);
        return answers;
    }

    /// <summary>
    /// The track of each face; null for a new one. The best pairs are matched first, so that faces that cross keep their numbers.
    /// </summary>
    private FaceTrack?[] Match(IReadOnlyList<EmotionPrediction> found)
    {
        var pairs = from faceIndex in Enumerable.Range(0, found.Count)
                    from track in tracks
                    let box = BoxOf(found[faceIndex])
                    let overlap = track.Box.Overlap(box)
                    where overlap > 0 && overlap >= options.MinOverlap
                    orderby track.Affinity(box, found[faceIndex].Landmarks, overlap) descending
                    select (faceIndex, track);
        FaceTrack?[] owners = new FaceTrack?[found.Count];
        HashSet<FaceTrack> matchedTracks = [];
        foreach ((int faceIndex, FaceTrack track) in pairs)
        {
            if (owners[faceIndex] is null && matchedTracks.Add(track)) owners[faceIndex] = track;
        }
        return owners;
    }

    private TrackedFace Follow(FaceTrack? known, EmotionPrediction prediction)
    {
        float[] probabilities = [.. prediction.Probabilities];
        FaceTrack track = known ?? new FaceTrack(++lastId, probabilities);
        track.Update(BoxOf(prediction), prediction.Landmarks, isNew: known is null);
        track.Smooth(probabilities, (float)options.Smoothing);
        if (known is null) tracks.Add(track);
        return new TrackedFace
        {
            Id = track.Id,
            Prediction = new EmotionPrediction(track.Probabilities, minConfidence)
            {
                Box = prediction.Box,
                DetectionConfidence = prediction.DetectionConfidence,
                Landmarks = prediction.Landmarks,
                Crop = prediction.Crop,
                Warning = prediction.Warning,
            },
        };
    }

    /// <summary>The face, or the square that was read where no face was searched for.</summary>
    private static FaceBox BoxOf(EmotionPrediction prediction) => prediction.Box ?? (prediction.Crop is { } crop
        ? new FaceBox(crop.CenterX - (crop.Side / 2), crop.CenterY - (crop.Side / 2), crop.Side, crop.Side)
        : default);
}
