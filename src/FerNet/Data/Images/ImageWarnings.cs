using System.Collections.Concurrent;
using FerNet.Utilities;

namespace FerNet.Data.Images;

/// <summary>Collects warnings about incomplete image files that could still be read. Thread-safe.</summary>
internal sealed class ImageWarnings
{
    /// <summary>The maximum number of images that are listed.</summary>
    public const int MostExamples = 10;

    private readonly ConcurrentDictionary<int, string> texts = [];

    /// <summary>Adds the warning of an image; null is ignored.</summary>
    public void Add(int index, string? warning)
    {
        if (warning is not null) texts[index] = warning;
    }

    /// <summary>One warning with the number of images and the first ones; empty where there are no warnings.</summary>
    /// <param name="pathOf">Returns the path of an image.</param>
    public IEnumerable<string> Describe(Func<int, string> pathOf)
    {
        if (texts.IsEmpty) yield break;
        IEnumerable<string> examples =
            texts.Select(text => (Path: pathOf(text.Key), Text: text.Value)).OrderBy(text => text.Path, StringComparer.Ordinal)
            .Take(MostExamples).Select(text => $"{UntrustedText.Quote(text.Path)}: {text.Text}");
        yield return Invariant($"{texts.Count:N0} images were read although their files are not complete. ") +
            Invariant($"{string.Join(" ", examples)}{(texts.Count > MostExamples ? " ..." : "")}");
    }
}
