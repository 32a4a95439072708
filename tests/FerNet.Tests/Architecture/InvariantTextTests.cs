using FerNet.Tests.Docs;
using FerNet.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FerNet.Tests.Architecture;

/// <summary>
/// No text of the libraries follows the culture of the thread: files, messages and results read the same in every country.
/// </summary>
public class InvariantTextTests
{
    [Fact]
    public void Every_number_in_a_text_is_written_invariantly()
    {
        string[] offenses = [.. Offenses(Sources())];
        Assert.True(offenses.Length == 0,
            $"Write Invariant($\"...\"), or CultureInvariant.Text(() => ...) where a record is in the text:\n" +
            string.Join('\n', offenses));
    }

    [Theory]
    [InlineData("string A(double x) => $\"{x}\";", true)]
    [InlineData("string A(int x) => $\"{x:N0}\";", true)]
    [InlineData("string A(int x) => $\"{x}\";", false)]
    [InlineData("string A(float? x) => $\"{x}\";", true)]
    [InlineData("record R(double X); string A(R x) => $\"{x}\";", true)]
    [InlineData("record R(double X) { public override string ToString() => \"\"; } string A(R x) => $\"{x}\";", false)]
    [InlineData("record R(R? Next, double X); string A(R x) => $\"{x}\";", true)]
    [InlineData("record R(R? Next, string X); string A(R x) => $\"{x}\";", false)]
    [InlineData("record R(string X) { public static double Y => 1; } string A(R x) => $\"{x}\";", false)]
    [InlineData("string A(double[] x) => string.Join(' ', x);", true)]
    [InlineData("string A(double x) => System.FormattableString.Invariant($\"{x}\");", false)]
    [InlineData("string A(double x) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $\"{x:P0}\");", false)]
    public void The_search_finds_what_it_should(string code, bool isOffense) =>
        Assert.Equal(isOffense, Offenses([CSharpSyntaxTree.ParseText($"using System; class C {{ {code} }}")]).Any());

    private static SyntaxTree[] Sources()
    {
        const string Usings = CompiledCode.Usings + "\nglobal using static System.FormattableString;";
        return [CSharpSyntaxTree.ParseText(Usings),
            .. Repository.CodeFiles("src", "FerNet").Concat(Repository.CodeFiles("src", "FerNet.Html"))
                .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file))];
    }

    private static IEnumerable<string> Offenses(SyntaxTree[] trees)
    {
        CSharpCompilation compilation =
            CSharpCompilation.Create("scan", trees, CompiledCode.References(name => !name.StartsWith("FerNet", StringComparison.Ordinal)),
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        foreach (SyntaxTree tree in trees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
            {
                if (IsOffense(node, model) && !IsWithinCultureInvariant(node))
                    yield return $"{Path.GetFileName(tree.FilePath)}({tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}): {node}";
            }
        }
    }

    private static bool IsOffense(SyntaxNode node, SemanticModel model) => node switch
    {
        InterpolatedStringExpressionSyntax text => model.GetTypeInfo(text).ConvertedType?.SpecialType == SpecialType.System_String
            && text.Contents.OfType<InterpolationSyntax>()
                .Any(hole => FollowsCulture(model.GetTypeInfo(hole.Expression).Type, hole.FormatClause is not null)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Join" } } join =>
            model.GetSymbolInfo(join).Symbol is IMethodSymbol { ContainingType.SpecialType: SpecialType.System_String }
                && join.ArgumentList.Arguments.Skip(1)
                .Any(argument => FollowsCulture(ElementOf(model.GetTypeInfo(argument.Expression).Type), false)),
        _ => false,
    };

    private static bool FollowsCulture(ITypeSymbol? type, bool hasFormat) =>
        FollowsCulture(type, hasFormat, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));

    /// <param name="type">What is written.</param>
    /// <param name="hasFormat">Whether a format follows it.</param>
    /// <param name="records">The records around it: one may hold another of its own type.</param>
    private static bool FollowsCulture(ITypeSymbol? type, bool hasFormat, HashSet<ITypeSymbol> records)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        return type?.SpecialType switch
        {
            null => false,
            SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_DateTime => true,
            >= SpecialType.System_SByte and <= SpecialType.System_UInt64 => hasFormat,
            _ => type.ToString() is "System.DateTimeOffset" or "System.Half" || IsPlainRecord(type, records),
        };
    }

    /// <summary>A record that the compiler writes as text, with such a number in it.</summary>
    private static bool IsPlainRecord(ITypeSymbol type, HashSet<ITypeSymbol> records) => type.IsRecord
        && records.Add(type)
        && type.GetMembers("ToString").All(member => member.IsImplicitlyDeclared)
        && type.GetMembers().OfType<IPropertySymbol>()
            .Any(property => property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false }
                && FollowsCulture(property.Type, false, records));

    private static ITypeSymbol? ElementOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol named =>
            named.AllInterfaces.Append(named)
                .FirstOrDefault(one =>
                    one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0],
        _ => null,
    };

    private static bool IsWithinCultureInvariant(SyntaxNode node) =>
        node.Ancestors().OfType<InvocationExpressionSyntax>().Any(call => call.Expression.ToString() is "CultureInvariant.Text");
}
