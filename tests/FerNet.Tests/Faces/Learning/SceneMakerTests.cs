using FerNet.Faces.Learning;
using FerNet.Pictures;
using FerNet.Tests.Support;

namespace FerNet.Tests.Faces.Learning;

public class SceneMakerTests
{
    [Fact]
    public void A_scene_depends_on_the_seed_and_its_number_alone()
    {
        SceneMaker maker = Maker(seed: 3);
        float[] seventh = maker.Make(7).Pixels;
        maker.Make(2);
        Assert.Equal(seventh, maker.Make(7).Pixels);
        Assert.Equal(seventh, Maker(seed: 3).Make(7).Pixels);
        Assert.NotEqual(seventh, maker.Make(8).Pixels);
        Assert.NotEqual(seventh, Maker(seed: 4).Make(7).Pixels);
    }

    [Fact]
    public void Grey_levels_and_faces_stay_within_the_scene()
    {
        SceneMaker maker = Maker(seed: 1);
        Scene[] scenes = [.. Enumerable.Range(0, 60).Select(i => maker.Make(i))];
        Assert.All(scenes, scene => Assert.All(scene.Pixels, level => Assert.InRange(level, 0, 255)));
        Assert.All(scenes.SelectMany(scene => scene.Faces), face =>
        {
            Assert.InRange(face.X, 0, 112);
            Assert.InRange(face.Y, 0, 112);
        });
        Assert.Contains(scenes, scene => scene.Faces.Count == 0);
        Assert.Contains(scenes, scene => scene.Faces.Count > 1);
    }

    [Fact]
    public void Two_faces_of_a_scene_never_cover_each_other_by_half()
    {
        SceneMaker maker = Maker(seed: 2);
        foreach (Scene scene in Enumerable.Range(0, 200).Select(i => maker.Make(i)))
        {
            foreach (Placement face in scene.Faces)
            {
                Assert.DoesNotContain(scene.Faces, other => other != face && Box(other).Overlap(Box(face)) > 0.01f);
            }
        }

        static FaceBox Box(Placement place) => new(place.X - (place.Side / 2), place.Y - (place.Side / 2), place.Side, place.Side);
    }

    [Fact]
    public void A_patch_turned_and_mirrored_lies_where_it_says()
    {
        Placement place = new(50, 40, 20, MathF.PI / 2, IsMirrored: false);
        // Turned by a right angle clockwise, the patch's right edge points down.
        (float x, float y) = place.OnPatch(50, 50);
        Assert.Equal(1, x, 1e-5f);
        Assert.Equal(0, y, 1e-5f);
        Assert.Equal(-1, (place with { IsMirrored = true }).OnPatch(50, 50).X, 1e-5f);
    }

    private static SceneMaker Maker(int seed)
    {
        byte[] levels = [.. Enumerable.Range(0, 120 * 90).Select(i => (byte)(i * 7))];
        return new SceneMaker(Patterns.Dataset(perLabel: 2, seed: 1), [new PictureLevels(new GreyPicture(120, 90, levels))], 112, seed);
    }
}
