using FerNet.Training.Identity;

namespace FerNet.Tests.Training.Identity;

/// <summary>A refusal names what is different, and only that.</summary>
public class IdentityDifferenceTests
{
    [Theory]
    [InlineData("""{"Seed":1,"Rate":0.1}""", """{"Seed":9,"Rate":0.1}""", "Seed: 1 in the checkpoint, 9 now")]
    [InlineData("""{"A":{"B":[1,{"C":"x"}]}}""", """{"A":{"B":[1,{"C":"y"}]}}""", "A.B[1].C: x in the checkpoint, y now")]
    [InlineData("""{"A":[1,2]}""", """{"A":[1]}""", "A.Count: 2 in the checkpoint, 1 now; A[1]: 2 in the checkpoint, nothing now")]
    [InlineData("""{"A":null}""", """{"A":true,"B":1}""", "A: none in the checkpoint, true now; B: nothing in the checkpoint, 1 now")]
    [InlineData("""{"A":1,"B":2}""", """{"B":2,"A":1}""", "the same values stand in another order")]
    [InlineData("""{"A":"0123456789abcdef0123456789abcdef0123456789abcdef"}""", """{"A":"x"}""",
        "A: 0123456789ab... in the checkpoint, x now")]
    public void Only_what_differs_is_named(string before, string now, string expected) =>
        Assert.Equal(expected, IdentityDifference.Text(before, now));

    [Fact]
    public void Of_many_differences_the_first_are_named_and_the_others_counted()
    {
        string Text(int value) => $"{{{string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"V{i}\":{value}"))}}}";
        string difference = IdentityDifference.Text(Text(1), Text(2));
        Assert.Contains("V7: 1 in the checkpoint, 2 now; and 12 other values", difference);
        Assert.DoesNotContain("V8", difference);
    }
}
