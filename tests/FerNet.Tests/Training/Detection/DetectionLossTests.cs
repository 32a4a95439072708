using FerNet.Networks;
using FerNet.Networks.Detection;
using FerNet.Training.Detection;
using FerNet.Training.Native;
using TorchSharp;

namespace FerNet.Tests.Training.Detection;

public class DetectionLossTests
{
    [Fact]
    public void The_box_loss_is_its_formula()
    {
        NativeTorch.Require();
        using DisposeScope scope = torch.NewDisposeScope();
        float[] found = [0.3f, -0.2f, 1.1f, 0.9f, 3, 3, 0.1f, 0.2f], right = [0.1f, 0.4f, 2.5f, 3.5f, -1, -1, 2, 3];
        (torch.Tensor loss, torch.Tensor overlap) = DetectionLoss.BoxLoss(torch.tensor(found, [2, 4]), torch.tensor(right, [2, 4]));
        float[] losses = WeightStore.Values(loss), overlaps = WeightStore.Values(overlap);
        for (int i = 0; i < 2; i++)
        {
            double x = found[4 * i], y = found[(4 * i) + 1], width = Math.Exp(found[(4 * i) + 2]), height = Math.Exp(found[(4 * i) + 3]);
            double rightX = right[4 * i], rightY = right[(4 * i) + 1], rightWidth = right[(4 * i) + 2], rightHeight = right[(4 * i) + 3];
            FaceBox one = new((float)(x - (width / 2)), (float)(y - (height / 2)), (float)width, (float)height);
            FaceBox other =
                new((float)(rightX - (rightWidth / 2)), (float)(rightY - (rightHeight / 2)), (float)rightWidth, (float)rightHeight);
            double hullWidth = Math.Max(one.X + width, other.X + rightWidth) - Math.Min(one.X, other.X),
                hullHeight = Math.Max(one.Y + height, other.Y + rightHeight) - Math.Min(one.Y, other.Y);
            double expected = 1 - one.Overlap(other) +
                ((Square(x - rightX) + Square(y - rightY)) / (Square(hullWidth) + Square(hullHeight)))
                + (Square(width - rightWidth) / Square(hullWidth)) + (Square(height - rightHeight) / Square(hullHeight));
            Assert.Equal(one.Overlap(other), overlaps[i], 1e-5f);
            Assert.Equal(expected, losses[i], 1e-4);
        }
    }

    [Fact]
    public void A_right_answer_costs_next_to_nothing_and_a_wrong_one_much()
    {
        NativeTorch.Require();
        DetectorGrid grid = new(64, 64);
        float[] points = [24, 26, 38, 26, 31, 33, 26, 40, 37, 40];
        DetectionSample sample = new([new SampleFace(new FaceBox(18, 14, 26, 34), points)], []);
        float[] right = Right(grid, sample.Faces[0], out float[] decided), wrong = [.. right.Select(value => -value)];
        DetectionTargets targets = DetectionTargets.Create(grid, [sample], decided);
        Assert.NotEmpty(targets.Cells);
        Assert.InRange(Cost(right), 0, 0.02);
        Assert.InRange(Cost(wrong), 10, 1000);

        double Cost(float[] values)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            (torch.Tensor loss, torch.Tensor parts) =
                DetectionLoss.Compute(torch.tensor(values, [1, grid.Count, DetectorFormat.ValuesPerCell]), targets);
            Assert.Equal(loss.item<float>(), WeightStore.Values(parts).Sum(), 0.001f);
            return loss.item<float>();
        }
    }

    [Fact]
    public void A_batch_without_faces_asks_only_for_low_scores()
    {
        NativeTorch.Require();
        DetectorGrid grid = new(64, 64);
        DetectionTargets targets = DetectionTargets.Create(grid, [new DetectionSample([], [])], new float[grid.Count * 5]);
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor values = torch.zeros([1, grid.Count, DetectorFormat.ValuesPerCell], requires_grad: true);
        (torch.Tensor loss, _) = DetectionLoss.Compute(values, targets);
        loss.backward();
        float[] gradient = WeightStore.Values(values.grad!);
        for (int i = 0; i < gradient.Length; i++) Assert.Equal(i % DetectorFormat.ValuesPerCell == 0 ? 0.5f : 0, gradient[i]);
    }

    /// <summary>The values that describe a face exactly in every cell that is chosen for it, and low scores elsewhere.</summary>
    private static float[] Right(DetectorGrid grid, SampleFace face, out float[] decided)
    {
        float[] values = new float[grid.Count * DetectorFormat.ValuesPerCell];
        decided = new float[grid.Count * 5];
        for (int cell = 0; cell < grid.Count; cell++)
        {
            Span<float> row = values.AsSpan(cell * DetectorFormat.ValuesPerCell, DetectorFormat.ValuesPerCell);
            float stride = grid.Stride[cell];
            row[1] = (face.Box.X + (face.Box.Width / 2) - grid.CenterX[cell]) / stride;
            row[2] = (face.Box.Y + (face.Box.Height / 2) - grid.CenterY[cell]) / stride;
            row[3] = MathF.Log(face.Box.Width / stride);
            row[4] = MathF.Log(face.Box.Height / stride);
            for (int i = 0; i < 10; i++)
                row[5 + i] = (face.Landmarks![i] - (i % 2 == 0 ? grid.CenterX[cell] : grid.CenterY[cell])) / stride;
            row[..5].CopyTo(decided.AsSpan(cell * 5));
        }
        HashSet<int> chosen = [.. LabelAssigner.Assign(grid, new DetectionSample([face], []), decided).Cells];
        for (int cell = 0; cell < grid.Count; cell++) values[cell * DetectorFormat.ValuesPerCell] = chosen.Contains(cell) ? 12 : -12;
        return values;
    }

    private static double Square(double value) => value * value;
}
