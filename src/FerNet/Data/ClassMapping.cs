using System.Collections.ObjectModel;

namespace FerNet.Data;

/// <summary>Checks the caller's mapping of class names to emotions.</summary>
internal static class ClassMapping
{
    /// <summary>A copy with case-insensitive names.</summary>
    public static ReadOnlyDictionary<string, Emotion?> Checked(IReadOnlyDictionary<string, Emotion?> given, string parameter)
    {
        Dictionary<string, Emotion?> copy = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, Emotion? emotion) in given)
        {
            if (string.IsNullOrWhiteSpace(name))
                throw new ArgumentException(
                    $"{nameof(FerDatasetOptions.ClassNames)} has an empty name; name a folder or class.", parameter);
            if (emotion is Emotion one && !Enum.IsDefined(one))
            {
                throw new ArgumentOutOfRangeException(parameter, one,
                    $"{nameof(FerDatasetOptions.ClassNames)} gives '{name}' the emotion {(int)one}; emotions run from 0 (angry) to 6 " +
                    "(neutral).");
            }
            if (!copy.TryAdd(name.Trim(), emotion))
            {
                throw new ArgumentException(
                    $"{nameof(FerDatasetOptions.ClassNames)} has the name '{name}' twice; case and blanks around it do not count.",
                        parameter);
            }
        }
        return copy.AsReadOnly();
    }
}
