namespace FerNet.Prediction;

/// <summary>Follows faces from frame to frame by the overlap of their boxes, and smooths what is said of them.</summary>
internal sealed class FaceTracker(FaceTrackingOptions options, double minConfidence)
{
    private readonly List<Track> tracks = [];
    private int lastId, width, height;

    /// <summary>Says how large the next frame is, in pixels: what is known of the frames before is scaled to it.</summary>
    public void FrameIs(int width, int height)
    {
        if (this.width > 0 && (this.width, this.height) != (width, height))
        {
            float across = (float)width / this.width, down = (float)height / this.height;
            foreach (Track track in tracks)
                track.Box = new FaceBox(track.Box.X * across, track.Box.Y * down, track.Box.Width * across, track.Box.Height * down);
        }
        (this.width, this.height) = (width, height);
    }

    /// <summary>The faces of the next frame, in the order in which they were found.</summary>
    public IReadOnlyList<TrackedFace> Next(IReadOnlyList<EmotionPrediction> found)
    {
        List<Track> open = [.. tracks];
        Track?[] owners = new Track?[found.Count];
        // The best pairs first, so that two faces that pass each other keep their numbers.
        var pairs = from faceIndex in Enumerable.Range(0, found.Count)
                    from track in open
                    let overlap = track.Box.Overlap(BoxOf(found[faceIndex]))
                    where overlap > 0 && overlap >= options.MinimumOverlap
                    orderby overlap descending
                    select (faceIndex, track);
        HashSet<Track> matchedTracks = [];
        foreach ((int faceIndex, Track track) in pairs.ToList())
        {
            if (owners[faceIndex] is null && matchedTracks.Add(track)) owners[faceIndex] = track;
        }
        TrackedFace[] answers = [.. found.Select((prediction, faceIndex) => Follow(owners[faceIndex], prediction, matchedTracks))];
        foreach (Track lost in tracks.Where(track => !matchedTracks.Contains(track))) lost.Missing++;
        tracks.RemoveAll(track => track.Missing > options.MaxMissedFrames);
        return answers;
    }

    private TrackedFace Follow(Track? track, EmotionPrediction prediction, HashSet<Track> matchedTracks)
    {
        float[] now = [.. prediction.Probabilities];
        if (track is null)
        {
            track = new Track { Id = ++lastId, Probabilities = now };
            tracks.Add(track);
            matchedTracks.Add(track);
        }
        float earlier = (float)options.Smoothing;
        track.Probabilities = [.. track.Probabilities.Zip(now, (before, latest) => (earlier * before) + ((1 - earlier) * latest))];
        track.Box = BoxOf(prediction);
        track.Missing = 0;
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
    private static FaceBox BoxOf(EmotionPrediction faceIndex) => faceIndex.Box ?? (faceIndex.Crop is { } crop
        ? new FaceBox(crop.CenterX - (crop.Side / 2), crop.CenterY - (crop.Side / 2), crop.Side, crop.Side)
        : default);

    private sealed class Track
    {
        public required int Id { get; init; }

        public required float[] Probabilities { get; set; }

        public FaceBox Box { get; set; }

        public int Missing { get; set; }
    }
}
