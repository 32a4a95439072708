using System.Buffers.Binary;
using System.Text;

namespace FerNet.Training.Native;

/// <summary>
/// Marks one symbol version requirement of a 64-bit little-endian ELF library as weak, so that the loader accepts the library without it.
/// </summary>
/// <remarks>
/// Source: the Linux Standard Base's symbol versioning (section type <c>SHT_GNU_verneed</c>, <c>Elfxx_Vernaux</c>) and the dynamic linker's
/// rule that a missing version is fatal unless <c>VER_FLG_WEAK</c> is set. Every offset that is read from the file is checked against its
/// length; a library with another layout is not changed.
/// </remarks>
internal static class SymbolVersionPatch
{
    private const uint VersionNeeds = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>Changes the library's bytes in place. Returns whether the version was found.</summary>
    public static bool MakeWeak(Span<byte> library, string version)
    {
        if (library.Length < 64 || !library[..6].SequenceEqual<byte>([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1])) return false;
        ulong sections = BinaryPrimitives.ReadUInt64LittleEndian(library[0x28..]);
        int size = BinaryPrimitives.ReadUInt16LittleEndian(library[0x3a..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(library[0x3c..]);
        for (int i = 0; i < count; i++)
        {
            Span<byte> header = At(library, sections + ((ulong)i * (ulong)size), 64);
            if (header.IsEmpty || BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) != VersionNeeds) continue;
            Span<byte> stringTable = At(library, sections + (BinaryPrimitives.ReadUInt32LittleEndian(header[0x28..]) * (ulong)size), 64);
            if (stringTable.IsEmpty) return false;
            return MakeWeak(library, Content(library, header), Content(library, stringTable), Encoding.ASCII.GetBytes(version + '\0'));
        }
        return false;
    }

    private static bool MakeWeak(Span<byte> library, Range versionNeeds, Range stringTable, ReadOnlySpan<byte> version)
    {
        Span<byte> table = library[versionNeeds];
        ReadOnlySpan<byte> strings = library[stringTable];
        bool found = false;
        for (int libraryNeedOffset = 0; libraryNeedOffset + 16 <= table.Length;)
        {
            int versionOffset = libraryNeedOffset + (int)BinaryPrimitives.ReadUInt32LittleEndian(table[(libraryNeedOffset + 8)..]);
            while (versionOffset > libraryNeedOffset && versionOffset + 16 <= table.Length)
            {
                uint name = BinaryPrimitives.ReadUInt32LittleEndian(table[(versionOffset + 8)..]);
                if (name < strings.Length && strings[(int)name..].StartsWith(version))
                {
                    Span<byte> flags = table.Slice(versionOffset + 4, 2);
                    BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | Weak));
                    found = true;
                }
                uint step = BinaryPrimitives.ReadUInt32LittleEndian(table[(versionOffset + 12)..]);
                if (step is 0 or > int.MaxValue) break;
                versionOffset += (int)step;
            }
            uint next = BinaryPrimitives.ReadUInt32LittleEndian(table[(libraryNeedOffset + 12)..]);
            if (next is 0 or > int.MaxValue || libraryNeedOffset + (long)next > table.Length) break;
            libraryNeedOffset += (int)next;
        }
        return found;
    }

    private static Range Content(Span<byte> library, ReadOnlySpan<byte> header)
    {
        ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(header[0x18..]),
            size = BinaryPrimitives.ReadUInt64LittleEndian(header[0x20..]);
        return At(library, offset, size).IsEmpty ? 0..0 : (int)offset..(int)(offset + size);
    }

    private static Span<byte> At(Span<byte> library, ulong offset, ulong length) =>
        offset < (ulong)library.Length && length <= (ulong)library.Length - offset ? library.Slice((int)offset, (int)length) : [];
}
