using System.Reflection;
using FerNet.Tests.Mutation;
using Xunit.v3;

[assembly: SkipSlowTests]

namespace FerNet.Tests.Mutation;

/// <summary>Skips the tests that try very many or large inputs: each mutant runs all tests that are left.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class SkipSlowTestsAttribute : BeforeAfterTestAttribute
{
    private static readonly string[] Slow =
    [
        "CsvTableTests.Damage_gives_the_same_faces_or_one_kind_of_error",
        "CsvTableTests.Of_many_bad_rows_the_first_is_named",
        "ImageArchiveTests.Damaged_archives_are_read_or_refused_but_never_crash",
        "TableFileTests.A_small_file_that_unpacks_to_much_is_refused_at_its_first_line",
        "TableFileTests.Damaged_archives_are_read_or_refused_but_never_crash",
    ];

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (Slow.Contains($"{methodUnderTest.DeclaringType!.Name}.{methodUnderTest.Name}"))
            Assert.Skip("It takes too long to be run for each mutant.");
    }
}
