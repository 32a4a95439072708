using System.Collections.Concurrent;
using FerNet.Utilities;

namespace FerNet.Data.Images;

/// <summary>Collects what the files of images lacked that were read all the same. Thread-safe.</summary>
internal sealed class ImageWarnings
{
    /// <summary>The most images that are named.</summary>
    public const int MostExamples = 10;

    private readonly ConcurrentDictionary<int, string> texts = [];

    /// <summary>Notes the warning of an image; null where there is none.</summary>
    public void Add(int index, string? warning)
    {
        if (warning is not null) texts[index] = warning;
    }

    /// <summary>One warning about all of them, with the count and the first ones; none where there are none.</summary>
    /// <param name="pathOf">The path of an image.</param>
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
