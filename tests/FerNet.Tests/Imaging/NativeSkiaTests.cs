using FerNet.Imaging;

namespace FerNet.Tests.Imaging;

public class NativeSkiaTests
{
    [Theory]
    [InlineData("119.0", "119.0", true)]
    [InlineData("88.1", "88.3", true)]
    [InlineData("88.1", "88.0", false)]
    [InlineData("119.0", "88.1", false)]
    [InlineData("119.0", "155.0", false)]
    public void A_native_half_fits_from_the_lowest_version_asked_for_up_to_the_next_main_version(string asked, string found, bool fits) =>
        Assert.Equal(fits, NativeSkia.Fits(Version.Parse(asked), Version.Parse(found)));

    [Fact]
    public void The_native_half_of_the_tests_fits() => NativeSkia.Require();
}
