using System.Text;
using FerNet.Tests.Support;

namespace FerNet.Tests.Consumers;

/// <summary>An application outside the repository that references the packed package.</summary>
internal sealed class Application : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <param name="feed">The package.</param>
    /// <param name="program">The text of Program.cs.</param>
    /// <param name="sdk">The project's SDK.</param>
    /// <param name="packages">Further packages, as name and version.</param>
    public Application(PackedFeed feed, string program, string sdk = "Microsoft.NET.Sdk", params (string Name, string Version)[] packages)
    {
        IEnumerable<string> references =
            packages.Select(package => $"<PackageReference Include=\"{package.Name}\" Version=\"{package.Version}\" />");
        folder.Write("app/Program.cs", Encoding.UTF8.GetBytes(program));
        folder.Write("app/app.csproj", Encoding.UTF8.GetBytes($"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
                <RestoreAdditionalProjectSources>{feed.Folder}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="FerNet" Version="{feed.Version}" />
                {string.Concat(references)}
              </ItemGroup>
            </Project>
            """));
    }

    public string Folder => folder.File("app");

    public string Run(params string[] arguments) => DotNet.Run(Folder, ["run", "-c", "Release", "--", .. arguments]);

    /// <summary>Writes a file beside the application's folder.</summary>
    public string Write(string name, ReadOnlySpan<byte> content) => folder.Write(name, content);

    public void Dispose() => folder.Dispose();
}
