using FerNet.Utilities;

namespace FerNet.Tests.Utilities;

public class ResourceLifetimeTests
{
    [Fact]
    public void The_last_call_releases_what_was_disposed_before_it_ended()
    {
        int released = 0;
        ResourceLifetime lifetime = new("Owner", () => released++);
        ResourceLifetime.Call first = lifetime.Enter(), second = lifetime.Enter();
        lifetime.Dispose();
        lifetime.Dispose();
        Assert.True(lifetime.IsDisposed);
        Assert.Equal("Owner", Assert.Throws<ObjectDisposedException>(() => lifetime.Enter()).ObjectName);
        first.Dispose();
        Assert.Equal(0, released);
        second.Dispose();
        Assert.Equal(1, released);
    }

    [Fact]
    public void Without_calls_it_is_released_at_once_and_only_once()
    {
        int released = 0;
        ResourceLifetime lifetime = new("Owner", () => released++, "Load it again.");
        lifetime.Enter().Dispose();
        lifetime.Dispose();
        lifetime.Dispose();
        Assert.Equal(1, released);
        Assert.Contains("Load it again.", Assert.Throws<ObjectDisposedException>(() => lifetime.Enter()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_call_runs_after_the_release_however_threads_meet()
    {
        for (int round = 0; round < 200; round++)
        {
            bool isReleased = false;
            int late = 0, released = 0;
            ResourceLifetime lifetime = new("Owner", () =>
            {
                Interlocked.Increment(ref released);
                Volatile.Write(ref isReleased, true);
            });
            using Barrier together = new(5);
            Thread[] threads = [.. Enumerable.Range(0, 5).Select(i => new Thread(() =>
            {
                together.SignalAndWait();
                if (i == 0) lifetime.Dispose();
                try
                {
                    while (true)
                    {
                        using ResourceLifetime.Call call = lifetime.Enter();
                        if (Volatile.Read(ref isReleased)) Interlocked.Increment(ref late);
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            }))];
            foreach (Thread thread in threads) thread.Start();
            foreach (Thread thread in threads) thread.Join();
            Assert.Equal((0, 1), (late, released));
        }
    }
}
