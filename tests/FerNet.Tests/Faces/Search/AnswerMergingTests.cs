using CsCheck;
using FerNet.Faces;
using FerNet.Faces.Search;
using FerNet.Tests.Support;

namespace FerNet.Tests.Faces.Search;

public class AnswerMergingTests
{
    private static readonly FaceDetectorOptions Options = new() { Threshold = 0.8 };

    private static readonly Gen<DetectedFace> AnyFace =
        from x in Gen.Float[0, 60]
        from y in Gen.Float[0, 60]
        from width in Gen.Float[15, 50]
        from height in Gen.Float[15, 50]
            // Few values, so that equal confidences occur.
        from twentieths in Gen.Int[1, 20]
        select Face(x, y, width, height, twentieths / 20f);

    private static readonly Gen<SearchPass> AnyPass =
        from answers in AnyFace.Array[0, 25]
        from minFace in Gen.Float[0, 40]
        select new SearchPass(answers, minFace, minFace / 2);

    private static readonly Gen<FaceDetectorOptions> AnyOptions =
        from threshold in Gen.Double[0.1, 0.95]
        from maxFaces in Gen.Int[1, 8]
        from minSize in Gen.Int[8, 40]
        select new FaceDetectorOptions { Threshold = threshold, MaxFaces = maxFaces, MinFaceSize = minSize };

    [Fact]
    public void A_face_that_one_pass_shows_keeps_its_confidence()
    {
        DetectedFace face = Face(10, 10, 40, 40, 0.85f);
        Assert.Equal(0.85f, Assert.Single(Merge(Full(face), Copy())).Confidence);
        Assert.Equal(0.85f, Assert.Single(Merge(Full(face), Copy(Face(200, 10, 40, 40, 0.5f)))).Confidence);
        Assert.Equal(0.85f, Assert.Single(Merge(Full(face), Copy(face with { Confidence = 0.18f }))).Confidence);
    }

    /// <summary>Odds of 4 for 0.8, 1.5 for 0.6 and 0.2195 for 0.18: 4 * (1.5 / 0.2195)^0.4 = 8.627.</summary>
    [Fact]
    public void A_second_pass_raises_the_confidence()
    {
        DetectedFace found = Assert.Single(Merge(Full(Face(10, 10, 40, 40, 0.8f)), Copy(Face(10, 10, 40, 40, 0.6f))));
        Assert.Equal(8.627 / 9.627, found.Confidence, 1e-4);
        // Which of the passes is the more certain one does not matter, and neither does a third, less certain one.
        found = Assert.Single(
            Merge(Full(Face(10, 10, 40, 40, 0.6f)), Copy(Face(10, 10, 40, 40, 0.8f)), Copy(Face(10, 10, 40, 40, 0.3f))));
        Assert.Equal(8.627 / 9.627, found.Confidence, 1e-4);
    }

    [Fact]
    public void A_face_below_the_threshold_is_found_where_a_second_pass_confirms_it()
    {
        DetectedFace face = Face(10, 10, 40, 40, 0.7f);
        Assert.Empty(Merge(Full(face), Copy()));
        Assert.InRange(Assert.Single(Merge(Full(face), Copy(face))).Confidence, 0.8f, 1);
    }

    [Fact]
    public void Other_answers_of_the_same_pass_confirm_nothing()
    {
        DetectedFace face = Face(10, 10, 40, 40, 0.85f);
        Assert.Equal(0.85f, Assert.Single(Merge(Full(face, Face(11, 10, 40, 40, 0.84f)), Copy())).Confidence);
    }

    [Fact]
    public void A_small_answer_of_a_copy_confirms_a_face_but_is_none()
    {
        DetectedFace small = Face(10, 10, 30, 30, 0.9f), tiny = Face(10, 10, 15, 15, 0.9f);
        FaceDetectorOptions all = Options with { MinFaceSize = 8 };
        Assert.Empty(AnswerMerging.Merge([Full(), Copy(small)], all));
        Assert.Equal(2, AnswerMerging.Merge([Full(small, tiny), Copy(small, tiny)], all).Count);
        Assert.InRange(Merge(Full(small), Copy(small))[0].Confidence, 0.91f, 1);
    }

    /// <summary>Odds of 4 for 0.8: 4 * exp(0.35) = 5.676.</summary>
    [Fact]
    public void A_face_that_is_too_small_for_every_copy_gets_a_bonus()
    {
        FaceDetectorOptions all = Options with { MinFaceSize = 8 };
        DetectedFace tiny = Face(10, 10, 15, 15, 0.8f);
        Assert.Equal(5.676 / 6.676, AnswerMerging.Merge([Full(tiny), Copy(tiny)], all)[0].Confidence, 1e-4);
        Assert.Equal(5.676 / 6.676, AnswerMerging.Merge([Full(tiny)], all)[0].Confidence, 1e-4);
        // The copy could have seen a face of 20 pixels.
        DetectedFace small = Face(10, 10, 20, 20, 0.8f);
        Assert.Equal(0.8f, AnswerMerging.Merge([Full(small), Copy()], all)[0].Confidence);
    }

    /// <summary>
    /// A turned pass usually does not find upright faces, so it leaves a tiny face its bonus. Odds: 4 * (4 / 0.2195)^0.4.
    /// </summary>
    [Fact]
    public void A_tiny_face_is_confirmed_by_another_orientation_or_gets_the_bonus()
    {
        FaceDetectorOptions all = Options with { MinFaceSize = 8 };
        DetectedFace tiny = Face(10, 10, 15, 15, 0.8f);
        Assert.Equal(5.676 / 6.676, AnswerMerging.Merge([Full(tiny), Copy(), Full()], all)[0].Confidence, 1e-4);
        Assert.Equal(12.771 / 13.771, AnswerMerging.Merge([Full(tiny), Copy(), Full(tiny)], all)[0].Confidence, 1e-4);
    }

    [Fact]
    public void Boxes_and_landmarks_are_means_weighted_by_squared_confidences()
    {
        DetectedFace found = Assert.Single(Merge(Full(Face(10, 20, 40, 50, 0.8f), Face(14, 20, 40, 50, 0.4f)), Copy()));
        // 0.64 and 0.16: four fifths and one fifth.
        Assert.Equal(10.8f, found.Box.X, 1e-4f);
        Assert.Equal(new FaceBox(10.8f, 20, 40, 50), found.Box with { X = 10.8f });
        FaceLandmarks points = Landmarks(new FaceBox(10.8f, 20, 40, 50));
        foreach ((FacePoint expected, FacePoint point) in points.ToArray().Zip(found.Landmarks!.ToArray()))
        {
            Assert.Equal(expected.X, point.X, 1e-4f);
            Assert.Equal(expected.Y, point.Y, 1e-4f);
        }
    }

    [Fact]
    public void A_box_that_is_too_narrow_to_overlap_itself_stays_finite()
    {
        DetectedFace found = Assert.Single(Merge(Full(Face(1000, 20, 1e-6f, 50, 0.9f)), Copy()));
        Assert.Equal(new FaceBox(1000, 20, 1e-6f, 50), found.Box);
    }

    [Fact]
    public void Options_bound_what_is_returned()
    {
        DetectedFace[] row = [.. Enumerable.Range(0, 6).Select(i => Face(100 * i, 0, 20 + i, 20 + i, 0.85f + (0.02f * i)))];
        Assert.Equal([.. row.Reverse().Take(2).Select(face => face.Confidence)],
            AnswerMerging.Merge([Full(row), Copy()], Options with { MaxFaces = 2 }).Select(face => face.Confidence));
        Assert.Equal(3, AnswerMerging.Merge([Full(row), Copy()], Options with { MinFaceSize = 23 }).Count);
        Assert.Equal(2, AnswerMerging.Merge([Full(row), Copy()], Options with { Threshold = 0.92 }).Count);
    }

    [Fact]
    public void The_fast_way_finds_what_the_definition_finds() =>
        Gen.Select(AnyPass.Array[1, 4], AnyOptions).ForAll((passes, options) =>
        {
            List<DetectedFace> expected = ByDefinition(passes, options), found = AnswerMerging.Merge(passes, options);
            Assert.Equal(expected.Count, found.Count);
            foreach ((DetectedFace one, DetectedFace other) in expected.Zip(found))
            {
                Assert.Equal(one.Confidence, other.Confidence, 1e-5f);
                Assert.Equal(one.Box.X, other.Box.X, 1e-3f);
                Assert.Equal(one.Box.Height, other.Box.Height, 1e-3f);
                Assert.Equal(one.Landmarks!.Nose.Y, other.Landmarks!.Nose.Y, 1e-3f);
            }
        }, samples: 3000);

    /// <summary>Such answers can move a mean box, so <c>MinFaceSize</c> is below the height of every face.</summary>
    [Fact]
    public void Answers_below_the_least_one_change_no_confidence() =>
        Gen.Select(AnyPass.Array[1, 4], AnyOptions).ForAll((passes, any) =>
        {
            FaceDetectorOptions options = any with { MinFaceSize = 8, MaxFaces = 1000 };
            double least = AnswerMerging.LeastAnswer(options.Threshold);
            SearchPass[] asked =
                [.. passes.Select(pass => pass with { Answers = [.. pass.Answers.Where(answer => answer.Confidence >= least)] })];
            Assert.Equal(AnswerMerging.Merge(passes, options).Select(face => face.Confidence),
                AnswerMerging.Merge(asked, options).Select(face => face.Confidence));
        }, samples: 1000);

    /// <summary>All answers are looked at, also those that cannot reach the threshold.</summary>
    private static List<DetectedFace> ByDefinition(SearchPass[] passes, FaceDetectorOptions options)
    {
        static double Logit(double confidence) => Math.Log(Math.Min(confidence, 1 - 1e-6) / (1 - Math.Min(confidence, 1 - 1e-6)));
        DetectedFace[] proposals = [.. from pass in passes
                                       from answer in pass.Answers
                                       where answer.Box.Height >= Math.Max(pass.MinFaceHeight, options.MinFaceSize)
                                       select answer];
        List<DetectedFace> faces = [];
        foreach (DetectedFace face in NonMaximumSuppression.Apply([.. proposals], proposals.Length))
        {
            double[] seen = [.. from pass in passes
                                where face.Box.Height >= pass.MinConfirmedHeight
                                select (double)pass.Answers.Where(answer => answer.Box.Overlap(face.Box) >= 0.5f)
                                    .Max(answer => (float?)answer.Confidence).GetValueOrDefault() into best
                                orderby best descending
                                select best];
            double second = seen.Length > 1 ? Math.Min(seen[1], face.Confidence) : 0;
            double bonus = second > 0.18f ? 0.4 * (Logit(second) - Logit(0.18)) : 0;
            bool isTooSmall = passes.All(pass => pass.MinConfirmedHeight == 0 || face.Box.Height < pass.MinConfirmedHeight);
            if (isTooSmall) bonus = Math.Max(bonus, 0.35);
            double confidence = bonus == 0 ? face.Confidence : 1 / (1 + Math.Exp(-Logit(face.Confidence) - bonus));
            DetectedFace[] agreeing = [.. from pass in passes
                                          from answer in pass.Answers
                                          where answer.Box.Height >= pass.MinFaceHeight && answer.Box.Overlap(face.Box) >= 0.7f
                                          select answer];
            float Mean(Func<DetectedFace, float> value) =>
                agreeing.Sum(answer => answer.Confidence * answer.Confidence * value(answer))
                / agreeing.Sum(answer => answer.Confidence * answer.Confidence);
            FaceBox box = new(Mean(answer => answer.Box.X), Mean(answer => answer.Box.Y), Mean(answer => answer.Box.Width),
                Mean(answer => answer.Box.Height));
            faces.Add(new DetectedFace { Box = box, Confidence = (float)confidence, Landmarks = Landmarks(box) });
        }
        return [.. faces.Where(face => face.Confidence >= options.Threshold && face.Box.Height >= options.MinFaceSize)
            .OrderByDescending(face => face.Confidence).Take(options.MaxFaces)];
    }

    private static List<DetectedFace> Merge(params SearchPass[] passes) => AnswerMerging.Merge(passes, Options);

    private static SearchPass Full(params DetectedFace[] answers) => new(answers, 0, 0);

    private static SearchPass Copy(params DetectedFace[] answers) => new(answers, 36, 20);

    private static DetectedFace Face(float x, float y, float width, float height, float confidence)
    {
        FaceBox box = new(x, y, width, height);
        return new DetectedFace { Box = box, Confidence = confidence, Landmarks = Landmarks(box) };
    }

    /// <summary>Five places in the box.</summary>
    private static FaceLandmarks Landmarks(FaceBox box) => FaceLandmarks.FromArray(
        [.. Enumerable.Range(1, 5).Select(i => new FacePoint(box.X + (box.Width * i / 6), box.Y + (box.Height * i / 7)))]);
}
