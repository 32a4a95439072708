namespace FerNet.Tests;

public class Smoke
{
    [Fact]
    public void Torch_loads() => Assert.True(true);
}
