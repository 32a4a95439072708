using FerNet.Utilities;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Pipelines;

/// <summary>Reads emotions from a column of text, of keys with names, or of numbers.</summary>
internal static class LabelGetter
{
    /// <summary>
    /// Creates a function that returns the emotion of the cursor's row, and throws <see cref="InvalidDataException"/> with row and value
    /// where the value is not an emotion.
    /// </summary>
    public static Func<Emotion> Create(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        if (column.Type is TextDataViewType) return Get<ReadOnlyMemory<char>>(cursor, column, text => Named(text.ToString()));
        if (column.Type is KeyDataViewType key)
        {
            string[]? names = Names(column);
            return Get<uint>(
                cursor, column,
                value => value == 0 ? null : names is null ? (key.Count == EmotionExtensions.Count ? Numbered(value - 1) : null)
                    : Named(names[value - 1]),
                value => value == 0 ? "none (its text is not among the keys: a misspelled folder?)" : names is null
                    ? $"key {value} of {key.Count}" : $"'{UntrustedText.Quote($"{names[value - 1]}")}'");
        }
        return column.Type.RawType switch
        {
            Type t when t == typeof(float) => Get<float>(cursor, column, value => float.IsInteger(value) ? Numbered((long)value) : null),
            Type t when t == typeof(double) => Get<double>(cursor, column, value => double.IsInteger(value) ? Numbered((long)value) : null),
            Type t when t == typeof(uint) => Get<uint>(cursor, column, value => Numbered(value)),
            Type t when t == typeof(int) => Get<int>(cursor, column, value => Numbered(value)),
            Type t when t == typeof(long) => Get<long>(cursor, column, value => Numbered(value)),
            Type t when t == typeof(byte) => Get<byte>(cursor, column, value => Numbered(value)),
            _ => throw new ArgumentOutOfRangeException(nameof(column),
                $"The column {UntrustedText.Quote(column.Name)} is {column.Type}; labels are text, a key, or a number from 0 to 6."),
        };
    }

    private static Func<Emotion> Get<T>(DataViewRowCursor cursor, DataViewSchema.Column column, Func<T, Emotion?> convert,
        Func<T, string>? show = null)
    {
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return convert(value) ?? throw new InvalidDataException(
                $"Row {cursor.Position}, column {UntrustedText.Quote(column.Name)}: the label is " +
                $"{show?.Invoke(value) ?? CultureInvariant.Text(() => $"'{UntrustedText.Quote($"{value}")}'")}, no emotion. " +
                "Labels are a name (angry ... neutral) or a number from 0 to 6.");
        };
    }

    private static string[]? Names(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull("KeyValues") is not { Type: VectorDataViewType { ItemType: TextDataViewType } })
            return null;
        VBuffer<ReadOnlyMemory<char>> values = default;
        column.GetKeyValues(ref values);
        return [.. values.DenseValues().Select(name => name.ToString())];
    }

    private static Emotion? Named(string name) => EmotionExtensions.TryParse(name, out Emotion emotion) ? emotion : null;

    private static Emotion? Numbered(long label) => label is >= 0 and < EmotionExtensions.Count ? (Emotion)label : null;
}
