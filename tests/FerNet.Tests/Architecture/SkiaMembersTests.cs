using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using SkiaSharp;

namespace FerNet.Tests.Architecture;

/// <summary>The library is compiled with SkiaSharp 2.88; the tests run with version 3. What it uses must be the same in both.</summary>
public class SkiaMembersTests
{
    [Fact]
    public void Every_member_of_SkiaSharp_that_the_library_uses_is_there_in_version_3()
    {
        Assert.Equal(3, typeof(SKBitmap).Assembly.GetName().Version!.Major);
        Assembly library = typeof(Emotion).Assembly;
        Assert.Equal(2, library.GetReferencedAssemblies().Single(name => name.Name == "SkiaSharp").Version!.Major);
        using PEReader file = new(File.OpenRead(library.Location));
        MetadataReader metadata = file.GetMetadataReader();
        List<string> used = [], missing = [];
        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
            if (metadata.GetString(type.Namespace) != "SkiaSharp") continue;
            string name = $"{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}";
            used.Add(name);
            try
            {
                library.ManifestModule.ResolveMember(MetadataTokens.GetToken(handle));
            }
            catch (MissingMemberException)
            {
                missing.Add(name);
            }
        }
        Assert.Contains("SKBitmap.GetPixels", used);
        Assert.Empty(missing);
    }
}
