using Mono.Cecil;
using Mono.Cecil.Cil;

namespace FerNet.Tests.Architecture;

/// <summary>
/// Which types the types of an assembly use: in base types, interfaces, members, generic arguments and constraints, attributes and their
/// arguments, and in every instruction of every method body. A nested type, those that the compiler generates included, counts as
/// the type around it.
/// </summary>
internal static class TypeUses
{
    /// <param name="assembly">The path of the compiled assembly.</param>
    public static IReadOnlyList<TypeUse> Read(string assembly)
    {
        using DefaultAssemblyResolver resolver = new();
        // Arguments of attributes may be values of enumerations of other assemblies, whose size only these assemblies say.
        foreach (string folder in Folders(assembly)) resolver.AddSearchDirectory(folder);
        using ModuleDefinition module = ModuleDefinition.ReadModule(assembly, new ReaderParameters { AssemblyResolver = resolver });
        HashSet<TypeUse> uses = [];
        foreach (TypeDefinition type in module.GetTypes())
        {
            string user = Outermost(type).FullName;
            uses.UnionWith(OfType(type).SelectMany(Parts).Select(Outermost).Where(used => module.GetType(used.FullName) is not null)
                .Select(used => new TypeUse(user, used.FullName)).Where(use => use.User != use.Used));
        }
        return [.. uses.OrderBy(use => use.User, StringComparer.Ordinal).ThenBy(use => use.Used, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Folders(string assembly) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Append(assembly)
            .Select(path => Path.GetDirectoryName(Path.GetFullPath(path))!).Distinct();

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } around) type = around;
        return type;
    }

    private static IEnumerable<TypeReference?> OfType(TypeDefinition type) =>
    [
        type.BaseType,
        .. OfAttributes(type),
        .. type.Interfaces.SelectMany(one => OfAttributes(one).Append(one.InterfaceType)),
        .. OfGenericParameters(type),
        .. type.Fields.SelectMany(field => OfAttributes(field).Append(field.FieldType)),
        .. type.Properties.SelectMany(property => OfAttributes(property).Append(property.PropertyType)),
        .. type.Events.SelectMany(one => OfAttributes(one).Append(one.EventType)),
        .. type.Methods.SelectMany(OfMethod),
    ];

    private static IEnumerable<TypeReference?> OfMethod(MethodDefinition method) =>
    [
        .. OfAttributes(method),
        .. OfAttributes(method.MethodReturnType),
        .. OfGenericParameters(method),
        .. method.Overrides.SelectMany(OfMember),
        .. OfSignature(method),
        .. method.Parameters.SelectMany(OfAttributes),
        .. method.HasBody ? OfBody(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> OfBody(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(OfInstruction),
    ];

    private static IEnumerable<TypeReference?> OfInstruction(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        MemberReference member => OfMember(member),
        // Of a call through a pointer.
        IMethodSignature signature => OfSignature(signature),
        _ => [],
    };

    private static IEnumerable<TypeReference?> OfMember(MemberReference member) => member switch
    {
        GenericInstanceMethod method => method.GenericArguments.Concat(OfMember(method.ElementMethod)),
        MethodReference method => OfSignature(method).Append(method.DeclaringType),
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [member.DeclaringType],
    };

    private static IEnumerable<TypeReference?> OfSignature(IMethodSignature signature) =>
        signature.Parameters.Select(parameter => parameter.ParameterType).Append(signature.ReturnType);

    private static IEnumerable<TypeReference?> OfGenericParameters(IGenericParameterProvider generic) =>
        generic.GenericParameters.SelectMany(parameter => OfAttributes(parameter)
            .Concat(parameter.Constraints.SelectMany(constraint => OfAttributes(constraint).Append(constraint.ConstraintType))));

    private static IEnumerable<TypeReference?> OfAttributes(ICustomAttributeProvider owner) =>
        owner.CustomAttributes.SelectMany(attribute => OfMember(attribute.Constructor)
            .Concat(attribute.ConstructorArguments
                .Concat(attribute.Fields.Concat(attribute.Properties).Select(named => named.Argument)).SelectMany(OfArgument)));

    private static IEnumerable<TypeReference?> OfArgument(CustomAttributeArgument argument) => argument.Value switch
    {
        TypeReference type => [argument.Type, type],
        CustomAttributeArgument boxed => OfArgument(boxed),
        CustomAttributeArgument[] several => several.SelectMany(OfArgument).Append(argument.Type),
        _ => [argument.Type],
    };

    /// <summary>The types that a type is composed of: its elements, generic arguments and modifiers.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        FunctionPointerType pointer => OfSignature(pointer).SelectMany(Parts),
        IModifierType modified => Parts(modified.ModifierType).Concat(Parts(modified.ElementType)),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
