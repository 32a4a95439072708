using System.Collections.ObjectModel;
using FerNet.Imaging;

namespace FerNet.Training;

/// <summary>Checks the phases of a recipe's crop sizes.</summary>
internal static class CropPhases
{
    /// <summary>Returns a read-only copy after a check: at least one phase, the first begins at 0, in strictly ascending order.</summary>
    /// <exception cref="ArgumentException">The phases violate one of these rules.</exception>
    public static ReadOnlyCollection<CropPhase> InOrder(IReadOnlyList<CropPhase> phases, string name)
    {
        CropPhase[] copy = [.. phases];
        if (copy.Length == 0)
            throw new ArgumentException(
                $"{name} is empty; give at least one phase, or leave it out for crops of {FacePatch.Size} throughout.", name);
        if (Array.IndexOf(copy, null) is >= 0 and int at)
            throw new ArgumentException($"Phase {at} of {name} is null; give sizes only.", name);
        if (copy[0].From > 0)
            throw new ArgumentException(
                FormattableString.Invariant($"The first phase of {name} begins at {copy[0].From}; it must begin at 0."), name);
        for (int i = 1; i < copy.Length; i++)
        {
            if (copy[i].From > copy[i - 1].From) continue;
            throw new ArgumentException(
                FormattableString.Invariant($"Phase {i} of {name} begins at {copy[i].From}, the one before it at {copy[i - 1].From}; ") +
                    "each must begin later than the one before.", name);
        }
        return Array.AsReadOnly(copy);
    }
}
