using CsCheck;
using FerNet.Data;
using FerNet.Tests.Support;

namespace FerNet.Tests.Data;

public class FaceSplitterTests
{
    [Fact]
    public void Shares_that_make_up_the_whole_leave_no_face_over() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int[0, 100]).ForAll((count, percent) =>
        {
            FaceRecord[] faces =
                [.. Enumerable.Range(0, count).Select(i => new FaceRecord([], 0, 0, DatasetSplit.PrivateTest, i + 1))];
            double training = percent / 100.0;
            FaceRecord[] dealt = FaceSplitter.Randomly(faces, seed: 1, training, 1 - training);
            return dealt.All(face => face.Split != DatasetSplit.PrivateTest)
                && Math.Abs(dealt.Count(face => face.Split == DatasetSplit.Training) - (count * training)) <= 0.5;
        }, samples: 2_000);

    [Fact]
    public void Quotas_add_up_and_stay_near_the_shares() =>
        Gen.Select(Gen.Int[1, 5_000].Array[1, 8], Gen.Int[0, 10_000]).ForAll((sizes, wanted) =>
        {
            int count = Math.Min(wanted, sizes.Sum());
            int[] quotas = FaceSplitter.Quotas(sizes, count);
            if (quotas.Sum() != count) return false;
            for (int i = 0; i < sizes.Length; i++)
            {
                double share = count * ((double)sizes[i] / sizes.Sum());
                if (quotas[i] < 0 || quotas[i] > sizes[i]) return false;
                // What the smallest are given beyond their share is missing elsewhere.
                if (Math.Abs(quotas[i] - share) > sizes.Length) return false;
                if (count >= sizes.Length && quotas[i] == 0) return false;
            }
            return true;
        }, samples: 20_000);

    [Fact]
    public void A_sample_stands_for_the_whole_where_the_first_faces_do_not()
    {
        // Sorted by label, as a folder is read: the first 300 hold two of the labels.
        FaceRecord[] faces =
            [.. Enumerable.Range(0, 1_930).Select(i => new FaceRecord([], 0, (byte)(i * 7 / 1_930), DatasetSplit.Training, i + 1))];
        FaceRecord[] drawn = FaceSplitter.SampleOfEach(faces, 300, seed: 1);
        Assert.Equal(300, drawn.Length);
        Assert.All(drawn.GroupBy(face => face.Label), group => Assert.InRange(group.Count(), 42, 44));
        Assert.Equal(7, drawn.Select(face => face.Label).Distinct().Count());
    }
}
