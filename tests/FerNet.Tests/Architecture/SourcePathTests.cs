using System.Reflection.Metadata;
using FerNet.Cli;

namespace FerNet.Tests.Architecture;

/// <summary>Assemblies and their symbols name no folder of the machine that built them.</summary>
public class SourcePathTests
{
    [Theory]
    [InlineData(typeof(EmotionPredictor))]
    [InlineData(typeof(Terminal))]
    public void Symbols_name_sources_from_the_root_of_the_repository(Type type)
    {
        string assembly = type.Assembly.Location;
        using FileStream symbols = File.OpenRead(Path.ChangeExtension(assembly, ".pdb"));
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(symbols);
        MetadataReader reader = provider.GetMetadataReader();
        string[] sources = [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))];
        Assert.True(sources.Length > 20, $"{sources.Length} sources");
        Assert.DoesNotContain(sources, source => !source.StartsWith("/_/", StringComparison.Ordinal));
    }
}
