using System.Collections;
using System.Reflection;
using FerNet.Networks.Layers;
using FerNet.Training;

namespace FerNet.Tests.Training.Identity;

/// <summary>
/// Copies of a record in each of which one value, at any depth, is another: what a new property needs to be tested without being named.
/// </summary>
internal static class Variants
{
    /// <summary>Each changed copy with the path of the value that was changed, "Augmentation.Shift" or "Layers[2].Filters".</summary>
    public static IEnumerable<(string Path, object Changed)> Of(object record)
    {
        foreach (PropertyInfo property in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            // A property without a field of its own is computed from others.
            if (FieldOf(record.GetType(), property.Name) is not { } field) continue;
            foreach ((string path, object? value) in OfValue(property.GetValue(record), property.PropertyType))
            {
                object copy = Copy(record);
                field.SetValue(copy, value);
                yield return (property.Name + path, copy);
            }
        }
    }

    private static IEnumerable<(string Path, object? Value)> OfValue(object? value, Type type)
    {
        switch (value)
        {
            case double number: return [("", number + 0.125)];
            case float number: return [("", number + 0.125f)];
            case int number: return [("", number + 1)];
            case bool flag: return [("", !flag)];
            case string text: return [("", text + "x")];
            case Enum constant:
                return [
                    ("", Enum.ToObject(type, Convert.ToInt32(constant, System.Globalization.CultureInfo.InvariantCulture) == 0 ? 1 : 0))];
            case IList list: return OfList(list);
            case null: return [("", Sample(type))];
            default: return Of(value).Select(variant => ("." + variant.Path, (object?)variant.Changed));
        }
    }

    private static IEnumerable<(string Path, object? Value)> OfList(IList list)
    {
        Type item = list.GetType().GetInterfaces()
            .First(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)).GetGenericArguments()[0];
        if (list.Count > 0) yield return (".Count", Filled(item, list.Cast<object>().Append(list[0]!)));
        for (int i = 0; i < list.Count; i++)
        {
            foreach ((string path, object? value) in OfValue(list[i], item))
            {
                object?[] items = [.. list];
                items[i] = value;
                yield return ($"[{i}]{path}", Filled(item, items));
            }
        }
    }

    private static Array Filled(Type item, IEnumerable<object?> items)
    {
        object?[] values = [.. items];
        Array array = Array.CreateInstance(item, values.Length);
        for (int i = 0; i < values.Length; i++) array.SetValue(values[i], i);
        return array;
    }

    private static object? Sample(Type type) =>
        type == typeof(string) ? "x"
        : type == typeof(EarlyStopping) ? new EarlyStopping()
        : type == typeof(IReadOnlyList<double>) ? new double[] { 1, 2 }
        : type == typeof(IReadOnlyList<Layer>) ? new Layer[] { new ReLU() }
        : throw new NotSupportedException($"Say what a {type} that is not null looks like.");

    private static object Copy(object record) => record is ValueType
        ? record
        : record.GetType().GetMethod("<Clone>$")?.Invoke(record, null)
            ?? throw new NotSupportedException($"{record.GetType()} is no record.");

    private static FieldInfo? FieldOf(Type type, string property)
    {
        for (Type? at = type; at is not null; at = at.BaseType)
        {
            if (at.GetField($"<{property}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is { } field) return field;
        }
        return null;
    }
}
