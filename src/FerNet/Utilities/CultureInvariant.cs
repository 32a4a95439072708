using System.Globalization;

namespace FerNet.Utilities;

/// <summary>
/// Formats text with the invariant culture, including the text of records, so that it does not depend on the user's culture.
/// </summary>
internal static class CultureInvariant
{
    public static string Text(Func<string> write)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return write();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
