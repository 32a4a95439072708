using FerNet.Faces;
using FerNet.Faces.Learning;

namespace FerNet.Tests.Faces;

public class CellsTests
{
    [Fact]
    public void What_the_targets_say_is_what_the_reader_reads()
    {
        Scene scene = new(112);
        scene.Faces.Add(new Placement(30, 40, 36, 0.2f, true));
        scene.Faces.Add(new Placement(85, 80, 30, 0, false));
        float[] targets = new float[CellTargets.Parts * 196], cells = new float[FaceNetwork.Parts * 196];
        CellTargets.Write(scene, targets);
        for (int i = 0; i < 196; i++)
        {
            cells[i] = targets[i] == 1 ? 8 : -8;
            for (int part = 0; part < 3; part++) cells[((part + 1) * 196) + i] = targets[((part + 2) * 196) + i];
        }
        List<DetectedFace> found = Suppression.Apply(CellReader.Read(cells, 14, 14, 0.5), 10);
        Assert.Equal(2, found.Count);
        foreach (Placement face in scene.Faces)
        {
            FaceBox box = Assert.Single(found, answer => MathF.Abs(answer.Box.Width - face.Side) < 1).Box;
            Assert.Equal(face.X, box.X + (box.Width / 2), 0.01f);
            Assert.Equal(face.Y, box.Y + (box.Height / 2), 0.01f);
        }
    }

    [Theory]
    [InlineData(12, false, false)]
    [InlineData(22, true, false)]
    [InlineData(30, true, true)]
    [InlineData(75, true, false)]
    [InlineData(100, false, false)]
    public void Faces_a_little_too_small_or_large_do_not_count_and_those_far_off_are_none(float side, bool ignores, bool expects)
    {
        Scene scene = new(112);
        scene.Faces.Add(new Placement(48, 48, side, 0, false));
        float[] targets = new float[CellTargets.Parts * 196];
        CellTargets.Write(scene, targets);
        Assert.Equal(ignores, targets.AsSpan(196, 196).Contains(0));
        Assert.Equal(expects, targets.AsSpan(0, 196).Contains(1));
    }
}
