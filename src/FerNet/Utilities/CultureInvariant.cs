using System.Globalization;

namespace FerNet.Utilities;

/// <summary>Text that goes into files: a decimal point stays a point whatever the country, in the text of records too.</summary>
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
