using System.Reflection;
using FerNet.Tests.Mutation;
using Xunit.v3;

[assembly: SkipSlowTests]

namespace FerNet.Tests.Mutation;

/// <summary>Skips the tests that try very many inputs: each mutant runs all tests that are left.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class SkipSlowTestsAttribute : BeforeAfterTestAttribute
{
    private static readonly string[] Slow =
    [
        "CsvTableTests.Damage_gives_the_same_faces_or_one_kind_of_error",
        "ImageArchiveTests.Damaged_archives_are_read_or_refused_but_never_crash",
        "TableFileTests.Damaged_archives_are_read_or_refused_but_never_crash",
    ];

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (Slow.Contains($"{methodUnderTest.DeclaringType!.Name}.{methodUnderTest.Name}"))
            Assert.Skip("It takes too long to be run for each mutant.");
    }
}
