using CsCheck;
using FerNet.Faces;
using FerNet.Faces.Search;
using FerNet.Tests.Support;

namespace FerNet.Tests.Faces.Search;

public class NonMaximumSuppressionTests
{
    private static readonly Gen<DetectedFace> AnyFace =
        from x in Gen.Float[0, 100]
        from y in Gen.Float[0, 100]
        from width in Gen.Float[20, 50]
        from height in Gen.Float[20, 50]
            // Few values, so that equal confidences occur.
        from tenths in Gen.Int[1, 10]
        select new DetectedFace { Box = new FaceBox(x, y, width, height), Confidence = tenths / 10f };

    [Fact]
    public void The_fast_way_keeps_what_the_definition_keeps() => Gen.Select(AnyFace.Array[0, 60], Gen.Int[1, 20]).ForAll(
        (faces, maxFaces) => Assert.Equal(ByDefinition(faces, maxFaces), NonMaximumSuppression.Apply([.. faces], maxFaces)));

    [Fact]
    public void A_flood_of_answers_takes_no_time()
    {
        Random random = new(1);
        List<DetectedFace> flood =
            [.. Enumerable.Range(0, 200_000)
                .Select(i => new DetectedFace
                {
                    Box = new FaceBox(random.Next(4000), random.Next(4000), 10, 10),
                    Confidence = random.NextSingle(),
                })];
        List<DetectedFace> kept = NonMaximumSuppression.Apply(flood, maxFaces: 50);
        Assert.Equal(50, kept.Count);
        Assert.Equal(flood.Max(face => face.Confidence), kept[0].Confidence);
    }

    /// <summary>Again and again the most certain answer, of equally certain ones the first, without all that overlap it.</summary>
    private static List<DetectedFace> ByDefinition(IReadOnlyList<DetectedFace> faces, int maxFaces)
    {
        List<DetectedFace> left = [.. faces], kept = [];
        while (left.Count > 0 && kept.Count < maxFaces)
        {
            DetectedFace best = left.First(face => face.Confidence == left.Max(other => other.Confidence));
            kept.Add(best);
            left.RemoveAll(face => ReferenceEquals(face, best) || face.Box.Overlap(best.Box) >= NonMaximumSuppression.SameFace);
        }
        return kept;
    }
}
