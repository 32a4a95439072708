using FerNet.Utilities;

namespace FerNet.Data.Detection;

/// <summary>Finds the image files of an annotation file.</summary>
/// <param name="folders">The folders to search, the most likely first.</param>
internal sealed class PhotoFolder(params string[] folders)
{
    private readonly string[] present = [.. folders.Where(Directory.Exists).Distinct()];

    /// <exception cref="InvalidDataException">No folder contains the file, or its name leads out of the folder.</exception>
    public string PathOf(string name, string where)
    {
        if (name.Length == 0) throw new InvalidDataException($"{where}: there is no file name.");
        string local = name.Replace('/', Path.DirectorySeparatorChar);
        if (Path.IsPathRooted(local) || local.Split(Path.DirectorySeparatorChar).Contains(".."))
            throw new InvalidDataException(
                $"{where}: the file '{UntrustedText.Quote(name)}' lies outside the folder of the photographs; give a name relative to it.");
        foreach (string folder in present)
        {
            string path = Path.Combine(folder, local);
            if (File.Exists(path)) return path;
        }
        throw new InvalidDataException(
            $"{where}: there is no photograph '{UntrustedText.Quote(name)}' in " +
            $"{UntrustedText.Quote(string.Join(" or ", present.Length == 0 ? folders : present))}; copy it there, or remove its lines.");
    }
}
