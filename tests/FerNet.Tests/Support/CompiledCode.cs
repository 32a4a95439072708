using Microsoft.CodeAnalysis;

namespace FerNet.Tests.Support;

/// <summary>What the .NET SDK hands to the compiler with a project's own files.</summary>
internal static class CompiledCode
{
    /// <summary>The implicit usings of Microsoft.NET.Sdk that this repository needs.</summary>
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>The libraries that the tests run with.</summary>
    /// <param name="isWanted">Says of a library's file name whether it is wanted.</param>
    public static IEnumerable<MetadataReference> References(Func<string, bool> isWanted) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => isWanted(Path.GetFileName(path)))
            .Select(path => MetadataReference.CreateFromFile(path));
}
