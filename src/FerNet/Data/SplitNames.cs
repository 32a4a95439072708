using System.Text;

namespace FerNet.Data;

/// <summary>The names of splits in the Usage column, in FER+'s file and in folder names.</summary>
internal static class SplitNames
{
    /// <summary>The names that error messages list.</summary>
    public const string Known = "Training, PublicTest and PrivateTest, or train, val and test";

    private static readonly (byte[] Name, DatasetSplit Split)[] Names =
    [
        .. All(DatasetSplit.Training, "training", "train"),
        .. All(DatasetSplit.PublicTest, "publictest", "validation", "valid", "val", "dev"),
        .. All(DatasetSplit.PrivateTest, "privatetest", "test", "testing"),
    ];

    /// <summary>The split with a name, ignoring case; null where there is none.</summary>
    public static DatasetSplit? Parse(ReadOnlySpan<byte> name)
    {
        foreach ((byte[] known, DatasetSplit split) in Names)
        {
            if (Ascii.EqualsIgnoreCase(name, known)) return split;
        }
        return null;
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static DatasetSplit? Parse(string name) => Parse(Encoding.UTF8.GetBytes(name));

    private static IEnumerable<(byte[] Name, DatasetSplit Split)> All(DatasetSplit split, params string[] names) =>
        names.Select(name => (Encoding.ASCII.GetBytes(name), split));
}
