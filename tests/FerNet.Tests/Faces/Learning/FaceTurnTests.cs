using FerNet.Faces.Learning;
using FerNet.Training;

namespace FerNet.Tests.Faces.Learning;

public class FaceTurnTests
{
    private const float Radius = 0.85f;

    [Fact]
    public void A_head_that_looks_straight_ahead_is_left_as_it_is()
    {
        FaceTurn straight = Turn(0);
        Assert.False(straight.IsTurned);
        for (float x = -1; x <= 1; x += 0.1f)
        {
            Assert.Equal(x, straight.Source(x));
            Assert.Equal(1, straight.Cover(x, 0.3f));
            Assert.Equal(x, default(FaceTurn).Source(x));
        }
    }

    /// <summary>The slow way: points all over the front half of a ball are turned one by one, and what is in front is what shows.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(45)]
    [InlineData(80)]
    public void A_turned_head_shows_what_a_turned_ball_shows(int degrees)
    {
        double angle = degrees * Math.PI / 180;
        FaceTurn turn = Turn(degrees);
        double shift = Radius * (1 - Math.Cos(angle)) / 2;
        int compared = 0;
        for (double place = -Math.PI / 2; place <= Math.PI / 2; place += 0.01)
        {
            double across = Radius * Math.Sin(place - angle), towardsUs = Math.Cos(place - angle);
            float onPatch = (float)(across + shift);
            if (towardsUs <= 0.05) continue;
            Assert.Equal(Radius * Math.Sin(place), turn.Source(onPatch), 2e-3);
            compared++;
        }
        Assert.InRange(compared, 100, 400);
    }

    [Fact]
    public void Behind_the_ear_the_cheek_goes_on_and_before_the_nose_nothing_shows()
    {
        FaceTurn profile = Turn(75);
        Assert.Equal(Radius, profile.Source(0.95f), 1e-3f);
        Assert.Equal(0, profile.Cover(-0.95f, 0.1f));
        Assert.Equal(1, profile.Cover(0.3f, 0.1f));
        // The nose is what reaches farthest.
        float nose = FirstSeen(profile, 0.1f), lips = FirstSeen(profile, 0.5f), brow = FirstSeen(profile, -0.7f);
        Assert.True(nose < lips && nose < brow);
    }

    [Fact]
    public void Some_heads_are_turned_and_some_are_not()
    {
        CounterRandom random = new(4);
        int turned = 0;
        for (int i = 0; i < 400; i++) turned += FaceTurn.Draw(ref random).IsTurned ? 1 : 0;
        Assert.InRange(turned, 150, 250);
    }

    private static float FirstSeen(FaceTurn turn, float y)
    {
        float x = -1;
        while (turn.Cover(x, y) < 0.5f) x += 0.005f;
        return x;
    }

    private static FaceTurn Turn(int degrees)
    {
        CounterRandom random = new(7);
        return new FaceTurn((float)(degrees * Math.PI / 180), ref random);
    }
}
