using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using FerNet.Html;
using SkiaSharp;

namespace FerNet.Tests.Architecture;

/// <summary>The libraries are compiled with SkiaSharp 2.88; the tests run with version 3. What they use must be the same in both.</summary>
public class SkiaMembersTests
{
    [Theory]
    [InlineData(typeof(Emotion))]
    [InlineData(typeof(PredictedFace))]
    public void Every_member_of_SkiaSharp_that_a_library_uses_is_there_in_version_3(Type type)
    {
        Assert.Equal(3, typeof(SKBitmap).Assembly.GetName().Version!.Major);
        Assembly library = type.Assembly;
        Assert.Equal(2, library.GetReferencedAssemblies().Single(name => name.Name == "SkiaSharp").Version!.Major);
        using PEReader file = new(File.OpenRead(library.Location));
        MetadataReader metadata = file.GetMetadataReader();
        List<string> used = [], missing = [];
        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            TypeReference parent = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
            if (metadata.GetString(parent.Namespace) != "SkiaSharp") continue;
            string name = $"{metadata.GetString(parent.Name)}.{metadata.GetString(member.Name)}";
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
