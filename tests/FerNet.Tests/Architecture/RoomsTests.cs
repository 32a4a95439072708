using System.Reflection;

namespace FerNet.Tests.Architecture;

/// <summary>The folders of the library are rooms in reading order: each knows only the public root and the rooms before it.</summary>
public class RoomsTests
{
    private static readonly string[] Order =
    [
        "Checks", "Serialization", "Imaging", "Data", "Networks", "Training", "ModelFile", "Faces", "Prediction", "Pipelines", "Evaluation",
    ];

    private static readonly Assembly Library = typeof(Emotion).Assembly;

    [Fact]
    public void Every_room_is_known()
    {
        string[] rooms = [.. Library.GetTypes().Select(Room).OfType<string>().Distinct()];
        Assert.All(rooms, room => Assert.Contains(room, Order));
        Assert.Contains("Networks", rooms);
    }

    [Fact]
    public void Only_the_root_and_the_JSON_converters_are_public() =>
        Assert.All(Library.GetExportedTypes(), type => Assert.True(Room(type) is null or "Serialization", $"{type} is public."));

    [Fact]
    public void No_room_knows_a_later_one()
    {
        List<string> offenses = [];
        foreach (Type type in Library.GetTypes())
        {
            if (Room(type) is not { } room) continue;
            foreach (Type used in Used(type))
            {
                if (Room(used) is { } other && Array.IndexOf(Order, other) > Array.IndexOf(Order, room))
                    offenses.Add($"{type} uses {used}");
            }
        }
        Assert.Empty(offenses.Distinct());
    }

    private static string? Room(Type type) =>
        type.Namespace is { } name && name.StartsWith("FerNet.", StringComparison.Ordinal) ? name.Split('.')[1] : null;

    private static IEnumerable<Type> Used(Type type)
    {
        const BindingFlags All =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<Type?> direct = type.GetFields(All).Select(field => field.FieldType)
            .Concat(type.GetMethods(All).SelectMany(OfMethod))
            .Concat(type.GetConstructors(All)
                .SelectMany(constructor => constructor.GetParameters().Select(p => p.ParameterType).Concat(Locals(constructor))))
            .Concat(type.GetInterfaces()).Append(type.BaseType);
        return direct.OfType<Type>().SelectMany(Parts).Where(part => part.Assembly == Library);
    }

    private static IEnumerable<Type> OfMethod(MethodInfo method) =>
        method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType).Concat(Locals(method));

    private static IEnumerable<Type> Locals(MethodBase method) =>
        method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [];

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.IsGenericType
            ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
}
