using FerNet.Faces;
using FerNet.Prediction;

namespace FerNet.Tests.Prediction;

public class FaceTrackerTests
{
    [Fact]
    public void A_face_keeps_its_number_while_it_moves_and_gets_a_new_one_when_it_comes_back_late()
    {
        FaceTracker tracker = new(new FaceTrackingOptions { MaxMissedFrames = 1 }, 0);
        int id = Assert.Single(tracker.Next([At(10, 1)])).Id;
        Assert.Equal(id, Assert.Single(tracker.Next([At(16, 1)])).Id);
        Assert.Empty(tracker.Next([]));
        Assert.Equal(id, Assert.Single(tracker.Next([At(20, 1)])).Id);
        tracker.Next([]);
        tracker.Next([]);
        Assert.NotEqual(id, Assert.Single(tracker.Next([At(20, 1)])).Id);
    }

    [Fact]
    public void Two_faces_keep_their_numbers_in_any_order()
    {
        FaceTracker tracker = new(new FaceTrackingOptions(), 0);
        IReadOnlyList<TrackedFace> first = tracker.Next([At(0, 1), At(100, 0)]), second = tracker.Next([At(96, 0), At(4, 1)]);
        Assert.Equal([first[1].Id, first[0].Id], second.Select(face => face.Id));
        Assert.NotEqual(first[0].Id, first[1].Id);
    }

    [Fact]
    public void Probabilities_are_smoothed_over_the_frames()
    {
        FaceTracker tracker = new(new FaceTrackingOptions { Smoothing = 0.75 }, 0);
        tracker.Next([At(0, happy: 1)]);
        EmotionPrediction smoothed = tracker.Next([At(0, happy: 0)])[0].Prediction;
        Assert.Equal(0.75f, smoothed[Emotion.Happy], 1e-6f);
        Assert.Equal(0.25f, smoothed[Emotion.Sad], 1e-6f);
        Assert.Equal(Emotion.Happy, smoothed.Emotion);
        tracker.Next([At(0, happy: 0)]);
        Assert.Equal(Emotion.Sad, tracker.Next([At(0, happy: 0)])[0].Prediction.Emotion);
    }

    [Fact]
    public void A_face_far_from_all_others_is_a_new_one()
    {
        FaceTracker tracker = new(new FaceTrackingOptions(), 0);
        int id = tracker.Next([At(0, 1)])[0].Id;
        Assert.NotEqual(id, tracker.Next([At(60, 1)])[0].Id);
    }

    [Fact]
    public void A_face_that_moves_while_it_is_missed_is_found_again_where_it_is_expected()
    {
        FaceTracker tracker = new(new FaceTrackingOptions(), 0);
        int id = tracker.Next([At(0, 1)])[0].Id;
        for (int frame = 1; frame <= 8; frame++) Assert.Equal(id, tracker.Next([At(18 * frame, 1)])[0].Id);
        tracker.Next([]);
        tracker.Next([]);
        Assert.Equal(id, tracker.Next([At(18 * 11, 1)])[0].Id);
        Assert.NotEqual(id, tracker.Next([At(18 * 8, 1)])[0].Id);
    }

    /// <summary>Both boxes overlap both tracks equally; only the landmarks, which turn with the heads, tell them apart.</summary>
    [Fact]
    public void Landmarks_tell_apart_faces_whose_boxes_fit_equally()
    {
        FaceTracker tracker = new(new FaceTrackingOptions { MinOverlap = 0.1 }, 0);
        IReadOnlyList<TrackedFace> first = tracker.Next([Looking(0, 4), Looking(0, -4)]);
        IReadOnlyList<TrackedFace> second = tracker.Next([Looking(0, -4), Looking(0, 4)]);
        Assert.Equal([first[1].Id, first[0].Id], second.Select(face => face.Id));

        static EmotionPrediction Looking(float x, float turn) => At(x, 1) with
        {
            Landmarks = new FaceLandmarks
            {
                RightEye = new FacePoint(x + 12 + turn, 34),
                LeftEye = new FacePoint(x + 28 + turn, 34),
                Nose = new FacePoint(x + 20 + (2 * turn), 42),
                RightMouthCorner = new FacePoint(x + 14 + turn, 50),
                LeftMouthCorner = new FacePoint(x + 26 + turn, 50),
            },
        };
    }

    [Fact]
    public void A_moving_face_keeps_its_number_when_the_frames_change_their_size()
    {
        FaceTracker tracker = new(new FaceTrackingOptions(), 0);
        tracker.SetFrameSize(320, 240);
        int id = tracker.Next([At(0, 1)])[0].Id;
        for (int frame = 1; frame <= 6; frame++) tracker.Next([At(15 * frame, 1)]);
        tracker.SetFrameSize(640, 480);
        EmotionPrediction enlarged = At(0, 1) with { Box = new FaceBox(15 * 7 * 2, 40, 80, 80) };
        Assert.Equal(id, tracker.Next([enlarged])[0].Id);
    }

    private static EmotionPrediction At(float x, float happy) =>
        new([0, 0, 0, happy, 1 - happy, 0, 0], 0) { Box = new FaceBox(x, 20, 40, 40) };
}
