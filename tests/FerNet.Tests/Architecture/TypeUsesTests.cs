using FerNet.Tests.Architecture.Planted.Early;

namespace FerNet.Tests.Architecture;

/// <summary>The reader of compiled code finds a forbidden use wherever it is: shown with types that were made for this.</summary>
public class TypeUsesTests
{
    private static readonly FolderOrder Planted = new("FerNet.Tests.Architecture.Planted", ["Early", "Late"], ["Service"]);

    private static readonly Lazy<IReadOnlyList<TypeUse>> Uses = new(() => TypeUses.Read(typeof(TypeUsesTests).Assembly.Location));

    /// <summary>The types of the folder Early whose name says in which way they use the folder Late, or the service.</summary>
    public static TheoryData<string> Offenders =>
        [.. typeof(Clean).Assembly.GetTypes().Where(type => type.Namespace == typeof(Clean).Namespace && !type.IsNested)
            .Select(type => type.Name).Where(name => name.StartsWith("In", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Offenders))]
    public void A_use_of_a_later_folder_is_found(string offender) =>
        Assert.Contains(Planted.Offenses(Uses.Value), offense => offense.Contains($".Early.{offender} uses ", StringComparison.Ordinal));

    [Fact]
    public void Nothing_else_is_found()
    {
        Assert.Equal(25, Offenders.Count);
        string[] others =
            [.. Planted.Offenses(Uses.Value).Where(offense => !offense.Contains(".Early.In", StringComparison.Ordinal))];
        Assert.Empty(others);
        Assert.Contains(new TypeUse(typeof(Clean).FullName!, typeof(Planted.PlainValue).FullName!), Uses.Value);
    }

    [Fact]
    public void A_folder_without_a_place_in_the_order_is_later_than_all_others()
    {
        FolderOrder order = Planted with { Folders = ["Early"] };
        Assert.Equal(Planted.Offenses(Uses.Value), order.Offenses(Uses.Value));
        Assert.Null(order.FolderOf("FerNet.Tests.Architecture.Planted.Service"));
        Assert.Equal("Late", order.FolderOf("FerNet.Tests.Architecture.Planted.Late.Deeper.Later"));
    }
}
