using CsCheck;
using FerNet.Networks.Detection;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Detection;

namespace FerNet.Tests.Training.Detection;

public class LabelAssignerTests
{
    private static readonly DetectorGrid Grid = new(160, 96);

    [Fact]
    public void The_fast_assignment_is_the_slow_one() => Gen.Int[0, 1_000_000].ForAll(
        seed =>
        {
            (DetectionSample sample, float[] values) = Draw(seed);
            LabelAssignment fast = LabelAssigner.Assign(Grid, sample, values);
            (Dictionary<int, int> taken, byte[] counts) = Slowly(sample, values);
            Assert.Equal(taken.Keys.Order(), fast.Cells);
            Assert.Equal(taken.OrderBy(pair => pair.Key).Select(pair => pair.Value), fast.Faces);
            Assert.Equal(counts, fast.Counts);
        }, samples: 200);

    [Fact]
    public void Every_lone_face_gets_a_cell_whose_center_lies_near()
    {
        for (int side = 10; side <= 90; side += 8)
        {
            FaceBox box = new(70 - (side / 2f), 45 - (side / 2f), side, side);
            LabelAssignment assignment =
                LabelAssigner.Assign(Grid, new DetectionSample([new SampleFace(box, null)], []), new float[Grid.Count * 5]);
            Assert.NotEmpty(assignment.Cells);
            Assert.All(assignment.Cells, cell =>
                Assert.InRange(Math.Abs(Grid.CenterX[cell] - 70), 0, Math.Max(side / 2f, 2.5f * Grid.Stride[cell])));
        }
    }

    [Fact]
    public void Cells_in_ignored_zones_count_for_nothing_and_all_others_count()
    {
        FaceBox zone = new(32, 16, 40, 30);
        float[] values = new float[Grid.Count * 5];
        for (int cell = 0; cell < Grid.Count; cell++) values[5 * cell] = -9;
        byte[] counts = LabelAssigner.Assign(Grid, new DetectionSample([], [zone]), values).Counts;
        for (int cell = 0; cell < Grid.Count; cell++)
        {
            bool isInside = Grid.CenterX[cell] is >= 32 and < 72 && Grid.CenterY[cell] is >= 16 and < 46;
            Assert.Equal(isInside ? 0 : 1, counts[cell]);
        }
    }

    /// <summary>A few faces, some overlapping, and values of which some are good guesses.</summary>
    private static (DetectionSample Sample, float[] Values) Draw(int seed)
    {
        CounterRandom random = new(seed);
        DetectionSample sample = new([], []);
        int faces = random.NextInt(6);
        for (int i = 0; i < faces; i++) sample.Faces.Add(new SampleFace(Box(ref random), null));
        int zones = random.NextInt(3);
        for (int i = 0; i < zones; i++) sample.Ignored.Add(Box(ref random));
        float[] values = new float[Grid.Count * 5];
        for (int cell = 0; cell < Grid.Count; cell++)
        {
            values[5 * cell] = (float)(3 * random.NextNormal()) - 2;
            for (int i = 1; i < 3; i++) values[(5 * cell) + i] = (float)random.NextNormal();
            for (int i = 3; i < 5; i++) values[(5 * cell) + i] = (float)(1 + random.NextNormal());
        }
        return (sample, values);
    }

    private static FaceBox Box(ref CounterRandom random)
    {
        float side = 8 + (80 * (float)random.NextDouble());
        return new FaceBox((160 * (float)random.NextDouble()) - (side / 2), (96 * (float)random.NextDouble()) - (side / 2),
            side * (float)(0.6 + (0.4 * random.NextDouble())), side);
    }

    /// <summary>The definition, word by word: every face looks at every cell.</summary>
    private static (Dictionary<int, int> Taken, byte[] Counts) Slowly(DetectionSample sample, float[] values)
    {
        FaceBox[] boxes = [.. Enumerable.Range(0, Grid.Count).Select(cell => BoxOf(cell, values))];
        Dictionary<int, (int Face, float Cost)> best = [];
        for (int face = 0; face < sample.Faces.Count; face++)
        {
            FaceBox box = sample.Faces[face].Box;
            float x = box.X + (box.Width / 2), y = box.Y + (box.Height / 2);
            var candidates = Enumerable.Range(0, Grid.Count).Select(cell =>
            {
                float dx = Math.Abs(Grid.CenterX[cell] - x), dy = Math.Abs(Grid.CenterY[cell] - y), reach = 2.5f * Grid.Stride[cell];
                bool inBox = dx < box.Width / 2 && dy < box.Height / 2, near = dx < reach && dy < reach;
                float overlap = boxes[cell].Overlap(box), score = 1 / (1 + MathF.Exp(-values[5 * cell]));
                float cost = -MathF.Log(score + 1e-8f) - (3 * MathF.Log(overlap + 1e-8f)) + (inBox && near ? 0 : 100_000);
                return (Cell: cell, IsCandidate: inBox || near, Overlap: overlap, Cost: cost);
            }).Where(candidate => candidate.IsCandidate).ToList();
            float sum = 0;
            foreach (float overlap in candidates.Select(candidate => candidate.Overlap).OrderDescending().Take(10)) sum += overlap;
            foreach (var candidate in candidates.OrderBy(candidate => candidate.Cost).ThenBy(candidate => candidate.Cell)
                .Take(Math.Max(1, (int)sum)))
            {
                if (!best.TryGetValue(candidate.Cell, out (int Face, float Cost) before) || candidate.Cost < before.Cost)
                    best[candidate.Cell] = (face, candidate.Cost);
            }
        }
        byte[] counts =
            [.. Enumerable.Range(0, Grid.Count)
                .Select(cell =>
                    (byte)(best.ContainsKey(cell)
                        || !sample.Ignored.Any(zone => IsIn(zone, cell, boxes[cell], values[5 * cell])) ? 1 : 0))];
        return (best.ToDictionary(pair => pair.Key, pair => pair.Value.Face), counts);
    }

    private static bool IsIn(FaceBox zone, int cell, FaceBox box, float logit)
    {
        float x = Grid.CenterX[cell], y = Grid.CenterY[cell];
        if (x >= zone.X && y >= zone.Y && x < zone.X + zone.Width && y < zone.Y + zone.Height) return true;
        float width = MathF.Min(box.X + box.Width, zone.X + zone.Width) - MathF.Max(box.X, zone.X),
            height = MathF.Min(box.Y + box.Height, zone.Y + zone.Height) - MathF.Max(box.Y, zone.Y);
        return logit > -4 && width > 0 && height > 0 && width * height > 0.5f * box.Width * box.Height;
    }

    private static FaceBox BoxOf(int cell, float[] values)
    {
        float stride = Grid.Stride[cell], width = MathF.Exp(Math.Clamp(values[(5 * cell) + 3], -4, 4.5f)) * stride,
            height = MathF.Exp(Math.Clamp(values[(5 * cell) + 4], -4, 4.5f)) * stride;
        return new FaceBox(Grid.CenterX[cell] + (values[(5 * cell) + 1] * stride) - (width / 2), Grid.CenterY[cell] +
            (values[(5 * cell) + 2] * stride) - (height / 2), width, height);
    }
}
