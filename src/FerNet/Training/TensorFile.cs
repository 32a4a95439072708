using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using FerNet.Networks;
using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>
/// Reads and writes named float32 tensors and one text in a file of the "safetensors" format: header length, JSON header, raw values.
/// </summary>
/// <remarks>
/// A file is written under a temporary name in the same folder and then renamed, so that after a crash there is either the old or the new
/// file. All sizes and offsets that are read are checked.
/// </remarks>
internal static class TensorFile
{
    private const int LongestHeader = 16 << 20;

    public static void Write(string path, IReadOnlyDictionary<string, WeightArray> tensors, string text)
    {
        using MemoryStream header = new();
        using (Utf8JsonWriter json = new(header))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("fernet", text);
            json.WriteEndObject();
            long offset = 0;
            foreach ((string name, WeightArray tensor) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (long side in tensor.Shape) json.WriteNumberValue(side);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.Values.Length * (long)sizeof(float));
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }

        AtomicFile.Write(path, file =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            file.Write(length);
            header.WriteTo(file);
            foreach (WeightArray tensor in tensors.Values) file.Write(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
        });
    }

    /// <exception cref="InvalidDataException">The file is damaged, or FerNet did not write it.</exception>
    public static (Dictionary<string, WeightArray> Tensors, string Text) Read(string path)
    {
        using Stream file = RegularFile.OpenRead(path);
        try
        {
            Span<byte> lengthBytes = stackalloc byte[8];
            file.ReadExactly(lengthBytes);
            long length = BinaryPrimitives.ReadInt64LittleEndian(lengthBytes);
            if (length is < 2 or > LongestHeader || length > file.Length - 8)
                throw Damaged(path, "its header is truncated or invalid");
            byte[] headerBytes = new byte[length];
            file.ReadExactly(headerBytes);

            using JsonDocument header = JsonDocument.Parse(headerBytes);
            Dictionary<string, WeightArray> tensors = [];
            string? text = null;
            long end = 0;
            foreach (JsonProperty entry in header.RootElement.EnumerateObject())
            {
                if (entry.Name == "__metadata__") text = entry.Value.GetProperty("fernet").GetString();
                else tensors.Add(entry.Name, ReadTensor(file, 8 + length, entry, path, ref end));
            }
            if (end != file.Length - 8 - length) throw Damaged(path, "it has bytes that belong to no tensor");
            return (tensors, text ?? throw Damaged(path, "it does not say what it belongs to"));
        }
        catch (Exception error)
            when (error is EndOfStreamException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException or IndexOutOfRangeException)
        {
            throw Damaged(path, error.Message);
        }
    }

    private static WeightArray ReadTensor(Stream file, long start, JsonProperty entry, string path, ref long end)
    {
        long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(side => side.GetInt64())];
        long from = entry.Value.GetProperty("data_offsets")[0].GetInt64(), to = entry.Value.GetProperty("data_offsets")[1].GetInt64();
        // With at most four dimensions, the product cannot overflow.
        const int MostSides = 4;
        Int128 count = shape.Length <= MostSides && shape.All(side => side is >= 0 and < int.MaxValue)
            ? shape.Aggregate(Int128.One, (product, side) => product * side)
            : -1;
        bool fits = entry.Value.GetProperty("dtype").GetString() == "F32" && from >= 0 && to >= from && count >= 0 && count < int.MaxValue
            && to - from == count * sizeof(float) && to <= file.Length - start;
        if (!fits) throw Damaged(path, $"the tensor {entry.Name} does not lie within it");
        // Tensors must be adjacent: otherwise a small file could contain any number of large tensors that overlap.
        if (from != end) throw Damaged(path, $"the tensor {entry.Name} overlaps another one, or is not where that one ends");
        end = to;
        float[] values = new float[(int)count];
        file.Position = start + from;
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return new WeightArray(values, shape);
    }

    private static InvalidDataException Damaged(string path, string why) =>
        new($"{UntrustedText.Quote(path)} is not a readable checkpoint: {UntrustedText.Quote(why)}. Delete it to train from the start.");
}
