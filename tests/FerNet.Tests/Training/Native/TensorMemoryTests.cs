using FerNet.Tests.Support;
using FerNet.Training.Native;
using TorchSharp;

namespace FerNet.Tests.Training.Native;

/// <summary>Page faults are counted for the whole process, so nothing else may run beside.</summary>
[CollectionDefinition(nameof(TensorMemoryTests), DisableParallelization = true)]
[Collection(nameof(TensorMemoryTests))]
public class TensorMemoryTests
{
    /// <summary>A block of 16 MB has 4,096 pages; were it given back each time, a hundred of them would cost 400,000 page faults.</summary>
    [Fact]
    public void Memory_that_a_tensor_freed_serves_the_next_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only glibc's memory is tuned.");
        Assert.SkipWhen(TensorMemory.IsTuned(Environment.GetEnvironmentVariables().Keys.Cast<string>()),
            "The environment tunes glibc's memory.");
        NativeTorch.Require();
        Use();
        long before = PageFaults.Count();
        for (int i = 0; i < 100; i++) Use();
        Assert.InRange(PageFaults.Count() - before, 0, 150_000);

        static void Use()
        {
            using torch.Tensor tensor = torch.ones(4 << 20);
        }
    }

    [Theory]
    [InlineData(false, "PATH", "MALLOCATE", "DOTNET_ROOT")]
    [InlineData(true, "PATH", "GLIBC_TUNABLES")]
    [InlineData(true, "MALLOC_TRIM_THRESHOLD_", "PATH")]
    [InlineData(true, "MALLOC_ARENA_MAX")]
    public void A_user_who_tuned_the_memory_by_the_environment_keeps_his_choice(bool isTuned, params string[] variables) =>
        Assert.Equal(isTuned, TensorMemory.IsTuned(variables));
}
