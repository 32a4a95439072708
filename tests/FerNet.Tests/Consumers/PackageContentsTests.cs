using System.IO.Compression;
using System.Xml.Linq;

namespace FerNet.Tests.Consumers;

/// <summary>What docs/releasing.md says of the package's contents.</summary>
[Collection(typeof(OnePackage))]
public sealed class PackageContentsTests(PackedFeed feed)
{
    [Fact]
    public void The_package_has_these_files_and_no_others()
    {
        using ZipArchive package = feed.Open();
        string[] expected =
        [
            "FerNet.nuspec", "README.md", "THIRD-PARTY-NOTICES.txt", "icon.png", "lib/net10.0/FerNet.dll", "lib/net10.0/FerNet.xml",
        ];
        Assert.Equal(expected, Files(package));
        Assert.Equal(package.GetEntry("THIRD-PARTY-NOTICES.txt")!.Length,
            new FileInfo(Path.Combine(Docs.Repository.Root, "src", "FerNet", "THIRD-PARTY-NOTICES.txt")).Length);

        using ZipArchive symbols = ZipFile.OpenRead(Path.ChangeExtension(feed.PackagePath, ".snupkg"));
        Assert.Equal(["FerNet.nuspec", "lib/net10.0/FerNet.pdb"], Files(symbols));
    }

    [Fact]
    public void The_package_for_services_has_these_files_and_needs_no_ASPNET_Core()
    {
        using ZipArchive package = feed.Open("FerNet.Extensions");
        string[] expected =
        [
            "FerNet.Extensions.nuspec", "PACKAGE.md", "icon.png", "lib/net10.0/FerNet.Extensions.dll", "lib/net10.0/FerNet.Extensions.xml",
        ];
        Assert.Equal(expected, Files(package));
        XElement[] nuspec = [.. XDocument.Parse(Read(package.GetEntry("FerNet.Extensions.nuspec")!)).Descendants()];
        Assert.DoesNotContain(nuspec, element => element.Name.LocalName == "frameworkReference");
        Assert.Equal(
            ["FerNet", "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Hosting.Abstractions",
                "Microsoft.Extensions.Options.ConfigurationExtensions"],
            nuspec.Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).Order());
    }

    [Fact]
    public void The_package_for_notebooks_has_its_script_and_needs_FerNet_alone()
    {
        using ZipArchive package = feed.Open("FerNet.Html");
        string[] expected =
        [
            "FerNet.Html.nuspec", "PACKAGE.md", "icon.png", "interactive-extensions/dotnet/extension.dib", "lib/net10.0/FerNet.Html.dll",
            "lib/net10.0/FerNet.Html.xml",
        ];
        Assert.Equal(expected, Files(package));
        XElement dependency = Assert.Single(XDocument.Parse(Read(package.GetEntry("FerNet.Html.nuspec")!)).Descendants(),
            element => element.Name.LocalName == "dependency");
        Assert.Equal(("FerNet", feed.Version), (dependency.Attribute("id")!.Value, dependency.Attribute("version")!.Value));
    }

    [Fact]
    public void The_notices_name_each_dependency_with_the_license_that_its_package_names()
    {
        using ZipArchive package = feed.Open();
        string[] notices = Read(package.GetEntry("THIRD-PARTY-NOTICES.txt")!).Split('\n');
        XElement[] dependencies = [.. XDocument.Parse(Read(package.GetEntry("FerNet.nuspec")!)).Descendants()
            .Where(element => element.Name.LocalName == "dependency")];
        Assert.Equal(9, dependencies.Length);
        foreach (XElement dependency in dependencies)
        {
            (string name, string version) = (dependency.Attribute("id")!.Value, dependency.Attribute("version")!.Value);
            string id = name.ToLowerInvariant();
            XElement license = XDocument.Load(Path.Combine(PackedFeed.Cache, id, version, $"{id}.nuspec")).Descendants()
                .Single(element => element.Name.LocalName == "license");
            string expected = license.Attribute("type")!.Value == "file" ? $"file {license.Value}" : license.Value;
            string notice = Assert.Single(notices, line => line.StartsWith($"{name} ", StringComparison.Ordinal));
            Assert.StartsWith(expected, notice[name.Length..].TrimStart(), StringComparison.Ordinal);
        }
    }

    /// <summary>Without the parts that every package has by its format.</summary>
    private static IEnumerable<string> Files(ZipArchive package) => package.Entries.Select(entry => entry.FullName)
        .Where(name => name != "_rels/.rels" && name != "[Content_Types].xml" && !name.StartsWith("package/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string Read(ZipArchiveEntry entry)
    {
        using StreamReader reader = new(entry.Open());
        return reader.ReadToEnd();
    }
}
