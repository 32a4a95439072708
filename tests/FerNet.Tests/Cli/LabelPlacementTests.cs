using FerNet.Cli.Annotation;
using SkiaSharp;

namespace FerNet.Tests.Cli;

public class LabelPlacementTests
{
    [Fact]
    public void A_face_alone_has_its_label_above_and_below_where_there_is_no_room()
    {
        SKSize label = new(60, 12);
        SKRect high = SKRect.Create(100, 3, 40, 40), low = SKRect.Create(100, 60, 40, 40);
        Assert.Equal(SKRect.Create(100, 48, 60, 12), new LabelPlacement(300, 120, [low]).Next(0, label));
        Assert.Equal(SKRect.Create(100, 43, 60, 12), new LabelPlacement(300, 120, [high]).Next(0, label));
    }

    [Fact]
    public void A_face_below_another_is_not_named_on_the_others_chin()
    {
        SKRect upper = SKRect.Create(100, 40, 50, 50), lower = SKRect.Create(110, 92, 50, 50);
        LabelPlacement places = new(300, 200, [upper, lower]);
        SKRect first = places.Next(0, new SKSize(60, 12)), second = places.Next(1, new SKSize(60, 12));
        Assert.Equal(28, first.Top);
        Assert.Equal(142, second.Top);
    }

    [Fact]
    public void Labels_of_a_crowd_stay_apart_and_inside()
    {
        Random random = new(5);
        SKRect[] frames = [.. Enumerable.Range(0, 30)
            .Select(i => SKRect.Create(20 + (i % 10 * 58) + random.Next(8), 30 + (i / 10 * 75) + random.Next(8), 44, 44))];
        LabelPlacement places = new(640, 260, frames);
        SKRect[] labels = [.. frames.Select((_, i) => places.Next(i, new SKSize(56, 13)))];
        Assert.All(labels, label => Assert.True(new SKRect(0, 0, 640, 260).Contains(label)));
        for (int i = 0; i < labels.Length; i++)
            for (int j = 0; j < i; j++)
                Assert.False(SKRect.Intersect(labels[i], labels[j]) is { Width: > 0.5f, Height: > 0.5f }, $"{i} and {j}");
    }

    [Fact]
    public void A_label_larger_than_the_image_begins_at_its_corner() =>
        Assert.Equal(SKRect.Create(0, 0, 80, 20), new LabelPlacement(30, 10, [SKRect.Create(0, 0, 30, 10)]).Next(0, new SKSize(80, 20)));
}
