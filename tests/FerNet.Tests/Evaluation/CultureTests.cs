using System.Globalization;
using FerNet.Evaluation;

namespace FerNet.Tests.Evaluation;

public class CultureTests
{
    [Fact]
    public void Files_read_the_same_wherever_they_were_written()
    {
        (Emotion[] labels, float[] probabilities) = Answers.Random(5, 1_500);
        EmotionMetrics metrics = EmotionMetrics.From(labels, probabilities);
        string[] here = Files(metrics, CultureInfo.InvariantCulture);
        Assert.Equal(here, Files(metrics, CommaForDecimals()));
        Assert.Contains("1,500", here[1], StringComparison.Ordinal);
    }

    private static string[] Files(EmotionMetrics metrics, CultureInfo culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return [metrics.ToCsv(), metrics.ToMarkdown(), metrics.ToJson()];
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // Made by hand, since named cultures are not there when globalization is invariant.
    private static CultureInfo CommaForDecimals()
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = culture.NumberFormat.PercentGroupSeparator = ".";
        return culture;
    }
}
