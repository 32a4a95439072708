using System.Numerics;
using FerNet.Networks.Detection;

namespace FerNet.Faces.Search;

/// <summary>Merges the answers of several passes over an image into one answer for each face.</summary>
/// <remarks>
/// <para>Non-maximum suppression over all passes selects the faces. The confidence of a face rises if a second pass also finds it: <c>logit
/// = first + 0.4 * max(0, second - logit(0.18))</c>, with the two highest logits among the passes. Hands, letters and backs of heads look
/// like a face at one size more often than at two. The logit of a face that is too small to be found in a reduced copy rises by 0.35. Box
/// and landmarks are means, weighted by the squared confidences, over the answers that agree well.</para>
/// <para>Source of the averaging: Gidaris and Komodakis, arXiv:1505.01749 (box voting). The constants were chosen on the photographs of
/// docs/results.md.</para>
/// </remarks>
internal static class AnswerMerging
{
    /// <summary>The confidence from which an answer confirms one of another pass.</summary>
    private const double LeastConfirmation = 0.18;

    /// <summary>The factor of the second pass's logit.</summary>
    private const double ConfirmationWeight = 0.4;

    /// <summary>Added to the logit of a face that no reduced copy can confirm: a confidence of 0.80 becomes 0.85.</summary>
    private const double SmallFaceBonus = 0.35;

    /// <summary>The overlap from which an answer confirms a face, and the overlap from which it is included in the mean.</summary>
    private const float ConfirmingOverlap = 0.5f, AveragedOverlap = 0.7f;

    /// <summary>The maximum number of faces whose confirmation is computed, unless more faces are requested; it limits the time.</summary>
    private const int MaxProposals = 1000;

    /// <summary>One answer for each face, the most certain first.</summary>
    /// <param name="passes">The passes; of equally certain answers the first one counts.</param>
    /// <param name="options">The minimum confidence and size of a face, and the maximum number of faces.</param>
    public static List<DetectedFace> Merge(IReadOnlyList<SearchPass> passes, FaceDetectorOptions options)
    {
        double least = LeastProposal(options.Threshold);
        List<DetectedFace> proposals =
            [.. passes.SelectMany(pass => pass.Answers.Where(answer =>
                answer.Confidence >= least && answer.Box.Height >= Math.Max(pass.MinFaceHeight, options.MinFaceSize)))];
        IEnumerable<DetectedFace> faces = NonMaximumSuppression.Apply(proposals, Math.Max(options.MaxFaces, MaxProposals))
            .Select(face => Average(face, passes) with { Confidence = Confirm(face, passes) });
        return
        [
            .. faces.Where(face => face.Confidence >= options.Threshold && face.Box.Height >= options.MinFaceSize)
                .OrderByDescending(face => face.Confidence).Take(options.MaxFaces),
        ];
    }

    /// <summary>The confidence from which an answer may change which faces <see cref="Merge"/> returns, or their confidences.</summary>
    /// <param name="threshold">The confidence from which a face counts.</param>
    public static double LeastAnswer(double threshold) => Math.Min(LeastConfirmation, LeastProposal(threshold));

    /// <summary>The confidence below which an answer cannot reach the threshold, whatever the other passes answer.</summary>
    private static double LeastProposal(double threshold) => Math.Min(
        Probability(Logit(threshold) - SmallFaceBonus),
        Probability((Logit(threshold) + (ConfirmationWeight * Logit(LeastConfirmation))) / (1 + ConfirmationWeight)));

    private static float Confirm(DetectedFace face, IReadOnlyList<SearchPass> passes)
    {
        (float first, float second) = (0, 0);
        foreach (SearchPass pass in passes.Where(pass => face.Box.Height >= pass.MinConfirmedHeight))
        {
            float best = 0;
            foreach (DetectedFace answer in pass.Answers)
            {
                if (answer.Confidence > best && answer.Box.Overlap(face.Box) >= ConfirmingOverlap) best = answer.Confidence;
            }
            (first, second) = best > first ? (best, first) : (first, Math.Max(second, best));
        }
        // An answer too small to become a face may be more certain than the face; the face is confirmed by no more than its own confidence.
        second = Math.Min(second, face.Confidence);
        double bonus = second <= LeastConfirmation ? 0 : ConfirmationWeight * (Logit(second) - Logit(LeastConfirmation));
        bool isTooSmallForCopies = !passes.Any(pass => pass.MinConfirmedHeight > 0 && face.Box.Height >= pass.MinConfirmedHeight);
        if (isTooSmallForCopies) bonus = Math.Max(bonus, SmallFaceBonus);
        return bonus == 0 ? face.Confidence : (float)Probability(Logit(face.Confidence) + bonus);
    }

    private static DetectedFace Average(DetectedFace face, IReadOnlyList<SearchPass> passes)
    {
        float weights = 0;
        Vector4 box = default;
        Vector2[] points = new Vector2[DetectorFormat.LandmarkCount];
        foreach (SearchPass pass in passes)
        {
            foreach (DetectedFace answer in pass.Answers)
            {
                // A box without width overlaps nothing, not even itself.
                bool agrees = ReferenceEquals(answer, face)
                    || (answer.Box.Height >= pass.MinFaceHeight && answer.Box.Overlap(face.Box) >= AveragedOverlap);
                if (!agrees) continue;
                float weight = answer.Confidence * answer.Confidence;
                weights += weight;
                box += weight * new Vector4(answer.Box.X, answer.Box.Y, answer.Box.Width, answer.Box.Height);
                FacePoint[] landmarks = answer.Landmarks?.ToArray() ?? [];
                for (int i = 0; i < landmarks.Length; i++) points[i] += weight * new Vector2(landmarks[i].X, landmarks[i].Y);
            }
        }
        box /= weights;
        FacePoint[] means = Array.ConvertAll(points, point => new FacePoint(point.X / weights, point.Y / weights));
        return face with
        {
            Box = new FaceBox(box.X, box.Y, box.Z, box.W),
            Landmarks = face.Landmarks is null ? null : FaceLandmarks.FromArray(means),
        };
    }

    private static double Logit(double probability)
    {
        // A float of 1 has no logit.
        double bounded = Math.Min(probability, 1 - 1e-6);
        return Math.Log(bounded / (1 - bounded));
    }

    private static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));
}
