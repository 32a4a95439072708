namespace FerNet.Data;

/// <summary>What a picture's path says about it.</summary>
/// <param name="Path">From the folder that was given, with forward slashes.</param>
/// <param name="Label">The emotion that the picture's own folder names; null where it names none.</param>
/// <param name="Split">The split that a folder above names; null where none does.</param>
internal sealed record PicturePlace(string Path, Emotion? Label, FaceSplit? Split)
{
    /// <summary>Reads a path such as "train/happy/1.jpg".</summary>
    public static PicturePlace Of(string path)
    {
        string[] folders = path.Split('/')[..^1];
        Emotion? label = folders.Length > 0 && Emotions.TryParse(folders[^1], out Emotion emotion) ? emotion : null;
        return new PicturePlace(path, label, folders.Select(SplitOf).LastOrDefault(split => split is not null));
    }

    private static FaceSplit? SplitOf(string folder) => folder.ToLowerInvariant() switch
    {
        "train" or "training" => FaceSplit.Training,
        "validation" or "valid" or "val" or "dev" or "publictest" => FaceSplit.PublicTest,
        "test" or "testing" or "privatetest" => FaceSplit.PrivateTest,
        _ => null,
    };
}
