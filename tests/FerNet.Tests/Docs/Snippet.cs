using System.Diagnostics;
using FerNet.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FerNet.Tests.Docs;

/// <summary>A block of C# in a document, compiled as a program of its own and run as a process of its own.</summary>
internal sealed record Snippet(string File, int Line, string Code)
{
    /// <summary>All blocks of a Markdown file that begin with ```csharp; those of a web application with ```csharp web.</summary>
    public static IEnumerable<Snippet> In(string file, string kind = "csharp")
    {
        string[] lines = System.IO.File.ReadAllLines(file);
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] != $"```{kind}") continue;
            int end = Array.FindIndex(lines, i + 1, line => line.StartsWith("```", StringComparison.Ordinal));
            yield return new Snippet(Path.GetRelativePath(Repository.Root, file), i + 1, string.Join('\n', lines[(i + 1)..end]));
            i = end;
        }
    }

    /// <summary>Compiles and runs the block in a folder; answers what it wrote.</summary>
    public string Run(string folder)
    {
        string name = $"Snippet_{Guid.NewGuid():N}", program = Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
        try
        {
            Compile(name, program);
            return Execute(program, folder);
        }
        finally
        {
            System.IO.File.Delete(program);
        }
    }

    private void Compile(string name, string program)
    {
        // A program of one file names its packages in its first lines.
        CSharpParseOptions options = new CSharpParseOptions(LanguageVersion.Latest).WithFeatures([new("FileBasedProgram", "true")]);
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(CompiledCode.Usings, options), CSharpSyntaxTree.ParseText(Code, options)],
            CompiledCode.References(_ => true),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using FileStream stream = System.IO.File.Create(program);
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(stream);
        Assert.True(result.Success,
            $"{File}, line {Line}:\n{string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))}");
    }

    private string Execute(string program, string folder)
    {
        string tests = Path.Combine(AppContext.BaseDirectory, "FerNet.Tests");
        ProcessStartInfo start =
            new("dotnet", ["exec", "--depsfile", $"{tests}.deps.json", "--runtimeconfig", $"{tests}.runtimeconfig.json", program])
            {
                WorkingDirectory = folder,
            };
        (int code, string output, string error) = ProcessRun.Of(start, TimeSpan.FromMinutes(3));
        Assert.True(code == 0, $"{File}, line {Line}: exit code {code}\n{output}\n{error}");
        return output;
    }
}
