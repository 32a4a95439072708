using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FerNet.Cli.Scoring;

/// <summary>One of several shards of a list of images. The shard of an image depends on its path alone, not on the list.</summary>
/// <param name="Index">Index of the shard, from 0.</param>
/// <param name="Count">Number of shards, at least 1.</param>
internal readonly record struct Shard(int Index, int Count)
{
    /// <summary>Maximum number of shards: their folders have five-digit numbers.</summary>
    public const int MaxCount = 100_000;

    public static readonly Shard Whole = new(0, 1);

    /// <summary>The folder of the shard's results; the names sort by index.</summary>
    public string FolderName => string.Create(CultureInfo.InvariantCulture, $"shard-{Index:00000}-of-{Count:00000}");

    /// <summary>The key of a path: the first 16 bytes of the SHA-256 of its UTF-8 bytes, as a big-endian number.</summary>
    public static UInt128 KeyOf(string path) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(path)));

    /// <summary>Whether the image of a key belongs to this shard: the first 8 bytes of the digest modulo the number of shards.</summary>
    public bool Contains(UInt128 key) => (ulong)(key >> 64) % (ulong)Count == (ulong)Index;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
