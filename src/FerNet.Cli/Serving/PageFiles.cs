using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FerNet.Cli.Serving;

/// <summary>The files of the page, which are embedded resources.</summary>
internal static class PageFiles
{
    private const string Prefix = "Page/";

    public static void Map(WebApplication app)
    {
        Assembly assembly = typeof(PageFiles).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            string file = name[Prefix.Length..], type = ContentType(Path.GetExtension(file));
            app.MapGet(file == "index.html" ? "/" : $"/{file}", () => Results.Stream(assembly.GetManifestResourceStream(name)!, type))
                .ExcludeFromDescription();
        }
    }

    private static string ContentType(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".png" => "image/png",
        _ => throw new NotSupportedException($"A file of the page ends with {extension}, which has no content type here."),
    };
}
