using System.Text;

namespace FerNet.Evaluation;

/// <summary>Text of files, where a decimal point stays a point in every country: a comma would end a field.</summary>
internal static class StringBuilderExtensions
{
    public static StringBuilder Add(this StringBuilder text, FormattableString piece) => text.Append(FormattableString.Invariant(piece));
}
