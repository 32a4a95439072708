using System.Security.Cryptography;
using System.Text;
using FerNet.Data.DatasetFiles;

namespace FerNet.Fuzz;

/// <summary>Changes a dataset file, half of the time with a right digest, so that the checks behind it are reached.</summary>
internal static class DatasetMutator
{
    /// <inheritdoc cref="ZipMutator.Change"/>
    public static byte[] Change(byte[] zip, Func<byte[], Random, byte[]> changeContent, Random random)
    {
        byte[] changed = ZipMutator.Change(zip, changeContent, random);
        if (random.Next(2) == 0) return changed;
        List<(string Name, byte[] Content)> entries = ZipMutator.Read(changed);
        int place = entries.FindIndex(entry => entry.Name == DatasetFileFormat.Digest);
        if (place < 0) return changed;
        using IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((_, byte[] content) in entries.Take(place)) digest.AppendData(content);
        entries[place] = (DatasetFileFormat.Digest, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest.GetCurrentHash())));
        return ZipMutator.Write(entries);
    }
}
