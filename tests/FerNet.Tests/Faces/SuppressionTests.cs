using CsCheck;
using FerNet.Faces;

namespace FerNet.Tests.Faces;

public class SuppressionTests
{
    private static readonly Gen<DetectedFace> AnyFace =
        from x in Gen.Float[0, 100]
        from y in Gen.Float[0, 100]
        from side in Gen.Float[20, 50]
        from confidence in Gen.Float[0.1f, 1]
        select At(new FaceBox(x, y, side, side), confidence);

    [Fact]
    public void Of_many_answers_about_one_face_one_is_left_at_their_weighted_mean()
    {
        DetectedFace[] answers =
            [At(new FaceBox(10, 10, 40, 40), 0.9f), At(new FaceBox(14, 10, 40, 40), 0.3f), At(new FaceBox(200, 10, 40, 40), 0.5f)];
        List<DetectedFace> kept = Suppression.Apply(answers, most: 10);
        Assert.Equal(2, kept.Count);
        Assert.Equal(11, kept[0].Box.X, 1e-4f);
        Assert.Equal(0.9f, kept[0].Confidence);
        Assert.Equal(answers[2], kept[1]);
    }

    [Fact]
    public void An_answer_within_another_is_no_second_face()
    {
        DetectedFace[] answers = [At(new FaceBox(0, 0, 100, 100), 0.9f), At(new FaceBox(30, 30, 30, 30), 0.8f)];
        Assert.Single(Suppression.Apply(answers, most: 10));
    }

    [Fact]
    public void Faces_come_by_confidence_no_more_than_asked_whatever_their_order() => AnyFace.Array[0, 30].Sample(
        faces =>
        {
            List<DetectedFace> kept = Suppression.Apply(faces, most: 5), reversed = Suppression.Apply(faces.Reverse(), most: 5);
            Assert.Equal(kept, reversed);
            Assert.True(kept.Count <= 5 && (kept.Count > 0) == (faces.Length > 0));
            Assert.Equal(kept.Select(face => face.Confidence).OrderDescending(), kept.Select(face => face.Confidence));
        },
        seed: "0000KOIPe036");

    private static DetectedFace At(FaceBox box, float confidence) => new() { Box = box, Confidence = confidence };
}
