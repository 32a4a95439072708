using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FerNet.Cli.Scoring;

/// <summary>One of several parts of a list of images. To which an image belongs depends on its path alone, not on the list.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Count">At least 1.</param>
internal readonly record struct Shard(int Index, int Count)
{
    /// <summary>The most shards: their folders have numbers of five digits.</summary>
    public const int MaxCount = 100_000;

    public static readonly Shard Whole = new(0, 1);

    /// <summary>The folder of its results, which sorts by number.</summary>
    public string FolderName => string.Create(CultureInfo.InvariantCulture, $"shard-{Index:00000}-of-{Count:00000}");

    /// <summary>What a path is known by: the first 16 bytes of the SHA-256 of its UTF-8, a big-endian number.</summary>
    public static UInt128 KeyOf(string path) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(path)));

    /// <summary>Whether the image of a key belongs to this shard: the first 8 bytes of the digest modulo the number of shards.</summary>
    public bool Contains(UInt128 key) => (ulong)(key >> 64) % (ulong)Count == (ulong)Index;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
