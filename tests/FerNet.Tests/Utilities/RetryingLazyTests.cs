using FerNet.Utilities;

namespace FerNet.Tests.Utilities;

public class RetryingLazyTests
{
    [Fact]
    public void A_failure_is_not_kept()
    {
        int attempts = 0;
        RetryingLazy<string> value = new(() => ++attempts < 3 ? throw new IOException("not yet") : "made");
        Assert.Null(value.ValueOrNull);
        Assert.Throws<IOException>(() => value.Value);
        Assert.Throws<IOException>(() => value.Value);
        Assert.Equal("made", value.Value);
        Assert.Equal("made", value.Value);
        Assert.Equal("made", value.ValueOrNull);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public void Threads_that_ask_together_get_one_value()
    {
        int made = 0;
        RetryingLazy<object> value = new(() =>
        {
            Interlocked.Increment(ref made);
            Thread.Sleep(20);
            return new object();
        });
        object[] seen = new object[8];
        Parallel.For(0, seen.Length, new ParallelOptions { MaxDegreeOfParallelism = seen.Length }, i => seen[i] = value.Value);
        Assert.Equal(1, made);
        Assert.All(seen, one => Assert.Same(seen[0], one));
    }
}
