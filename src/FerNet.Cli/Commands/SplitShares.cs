using System.CommandLine;
using System.Globalization;

namespace FerNet.Cli.Commands;

/// <summary>The shares of the three splits for a new random split, such as 80/10/10.</summary>
internal sealed record SplitShares(double Training, double PublicTest)
{
    /// <summary>The option <c>--split</c>: usage, random, or shares.</summary>
    public static Option<string> Option()
    {
        Option<string> option = new("--split")
        {
            Description = "usage: as the data says; random: 80/10/10 by the seed; A/B/C: shares for training, validation (public test) and "
                + "test (private test) by the seed, with the same share of each emotion in each split",
            HelpName = "usage|random|A/B/C",
            DefaultValueFactory = _ => "usage",
        };
        option.Validators.Add(result =>
        {
            string word = result.GetValueOrDefault<string>() ?? "";
            if (word is "usage" or "random" || Parse(word) is not null) return;
            result.AddError($"--split is {word}; it must be usage, random, or three shares such as 80/10/10, the first above 0.");
        });
        return option;
    }

    /// <summary>Returns null if the value is not three shares.</summary>
    public static SplitShares? Parse(string word)
    {
        double[] shares = [.. word.Split('/')
            .Select(part => double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share) ? share
                : double.NaN)];
        double sum = shares.Sum();
        return shares.Length == 3 && shares[0] > 0 && double.IsFinite(sum) ? new SplitShares(shares[0] / sum, shares[1] / sum) : null;
    }

    /// <summary>Returns the faces with new splits.</summary>
    /// <param name="faces">All faces.</param>
    /// <param name="seed">The same seed gives the same splits on every machine.</param>
    /// <param name="limit">Maximum number of faces of each split; null for all.</param>
    public FerDataset Deal(FerDataset faces, int seed, int? limit)
    {
        FerDataset dealt = faces.StratifiedSplit(seed, Training, PublicTest);
        return limit is { } most ? dealt.TakeOfEachSplit(most, seed) : dealt;
    }
}
