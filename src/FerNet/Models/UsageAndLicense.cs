using FerNet.Data;
using FerNet.Utilities;

namespace FerNet.Models;

/// <summary>
/// Creates the intended use and the license notice of a card. FER2013 is included only where the model was trained on it.
/// </summary>
internal static class UsageAndLicense
{
    private const string UseStatement = "Guesses which of seven expressions a face shows.";
    private const string NoFeeling = "An expression is not a feeling: no diagnosis, no decision about a person.";

    /// <summary>The start of the part of a notice about an earlier model; the model's name and <see cref="NameEnd"/> follow.</summary>
    private const string OriginStart = "It goes back to '", NameEnd = "': ";

    private const string Fer2013Start = "FER2013 was collected";

    private const string Fer2013Rights =
        $"{Fer2013Start} by Pierre-Luc Carrier and Aaron Courville for a contest in 2013 (Goodfellow et al., arXiv:1307.0414) " +
        "and published for " +
        "research; the model holds weights only, no image.";

    /// <summary>For an emotion model.</summary>
    /// <param name="faces">The dataset that was trained on.</param>
    /// <param name="trained">The number of its faces that were trained on.</param>
    public static string Use(FerDataset faces, int trained) => Fer2013.IsIn(faces)
        ? $"{UseStatement} Trained on faces found on the web in 2013, whose labels people confirm only about 65 times in 100; fear, " +
            $"sadness and anger are often confused. {NoFeeling}"
        : CultureInvariant.Text(() =>
            $"{UseStatement} Trained on {trained:N0} faces ({faces.Name}); on people, cameras and light that those do not show it may be " +
            $"far worse. {NoFeeling}");

    /// <summary>The rights in the faces, and in the data of the models that the weights are derived from.</summary>
    /// <param name="faces">The dataset that was trained on.</param>
    /// <param name="origins">The starting model and the teachers.</param>
    public static string License(FerDataset faces, IEnumerable<ModelCard> origins)
    {
        string own = Fer2013.IsIn(faces)
            ? Fer2013Rights
            : $"The rights in the faces ({faces.Name}) are for whoever trained the model to say; it holds weights only, no image.";
        return JoinNotes(origins.Where(card => card.LicenseNotice.Length > 0)
            .Select(card => $"{OriginStart}{card.Name}{NameEnd}{card.LicenseNotice}").Prepend(own));
    }

    /// <summary>Joins the notes of several cards; each statement appears once.</summary>
    public static string JoinNotes(IEnumerable<string> notes) =>
        string.Join(' ', notes.SelectMany(Parts).Where(part => part.Length > 0).DistinctBy(Statement));

    /// <summary>Splits a notice into parts: about its own model, about each earlier model, and about the rights in FER2013.</summary>
    private static IEnumerable<string> Parts(string notice) =>
        Parts(notice, OriginStart).SelectMany(part => Parts(part, Fer2013Start));

    private static IEnumerable<string> Parts(string notice, string start)
    {
        string[] parts = notice.Split($" {start}");
        bool isNamed = start == Fer2013Start && parts is [_, _, ..] && parts[0].EndsWith(NameEnd.TrimEnd(), StringComparison.Ordinal);
        return isNamed
            ? parts.Skip(2).Select(part => start + part).Prepend($"{parts[0]} {start}{parts[1]}")
            : parts.Skip(1).Select(part => start + part).Prepend(parts[0]);
    }

    /// <summary>A part without the name of its model, in the current wording.</summary>
    private static string Statement(string part) =>
        part.StartsWith(OriginStart, StringComparison.Ordinal) && part.IndexOf(NameEnd, StringComparison.Ordinal) is var end and >= 0
            ? Statement(part[(end + NameEnd.Length)..])
            : part.Replace("no picture", "no image", StringComparison.Ordinal);
}
