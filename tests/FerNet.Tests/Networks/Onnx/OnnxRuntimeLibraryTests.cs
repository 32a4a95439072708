using FerNet.Networks.Onnx;

namespace FerNet.Tests.Networks.Onnx;

public class OnnxRuntimeLibraryTests
{
    [Theory]
    [InlineData("linux-x64", "Add it with: dotnet add package Microsoft.ML.OnnxRuntime")]
    [InlineData("linux-musl-x64", "does not exist for linux-musl-x64: systems with musl, such as Alpine, are not supported.")]
    [InlineData("alpine.3.20-x64", "Use a system or a container image with glibc")]
    public void A_missing_library_is_told_with_the_cure_for_the_system(string system, string message) =>
        Assert.Contains(message, OnnxRuntimeLibrary.MissingMessage(system), StringComparison.Ordinal);
}
