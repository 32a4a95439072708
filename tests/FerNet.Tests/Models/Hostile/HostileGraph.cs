using System.Text;
using FerNet.Models;
using FerNet.Networks.Onnx.Format;
using FerNet.Tests.Support;
using Google.Protobuf;

namespace FerNet.Tests.Models.Hostile;

/// <summary>Graphs of real models, changed as an attacker changes them: with a digest that is right.</summary>
internal static class HostileGraph
{
    /// <summary>The numbers of ONNX's attribute types.</summary>
    public const int Whole = 2, Text = 3, Wholes = 7;

    /// <summary>The small model's graph after a change.</summary>
    public static byte[] With(Action<ModelProto> change)
    {
        using EmotionModel model = SmallModel.Load();
        return Changed(model.Graph, change);
    }

    public static byte[] Changed(byte[] graph, Action<ModelProto> change)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(graph);
        change(model);
        return ModelFacts.SealAgain(model);
    }

    /// <summary>The same message with a field that FerNet's own classes do not have.</summary>
    public static T WithField<T>(T message, int number, ReadOnlySpan<byte> content)
        where T : IMessage<T>, new()
    {
        using MemoryStream stream = new();
        message.WriteTo(stream);
        stream.Write(Field(number, content));
        return new MessageParser<T>(() => new T()).ParseFrom(stream.ToArray());
    }

    /// <summary>A field of bytes as it stands in a file.</summary>
    public static byte[] Field(int number, ReadOnlySpan<byte> content)
    {
        using MemoryStream stream = new();
        using (CodedOutputStream output = new(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteLength(content.Length);
        }
        stream.Write(content);
        return stream.ToArray();
    }

    /// <summary>An initializer whose numbers lie in another file.</summary>
    public static TensorProto InFile(TensorProto tensor, string location)
    {
        TensorProto bare = tensor.Clone();
        bare.RawData = ByteString.Empty;
        return WithField(bare, 13, [.. Field(1, "location"u8), .. Field(2, Encoding.UTF8.GetBytes(location))]);
    }

    /// <summary>A node between a value and whatever reads it, so that the graph stays whole.</summary>
    public static NodeProto Insert(ModelProto model, string operation, string domain = "")
    {
        NodeProto relu = model.Graph.Node.First(node => node.OpType == "Relu");
        NodeProto added = new() { OpType = operation, Domain = domain, Name = "added" };
        added.Input.Add(relu.Input[0]);
        added.Output.Add("added");
        relu.Input[0] = "added";
        model.Graph.Node.Insert(model.Graph.Node.IndexOf(relu), added);
        return added;
    }

    public static void Load(byte[] file)
    {
        using MemoryStream stream = new(file);
        EmotionModel.Load(stream).Dispose();
    }

    public static string Refusal(byte[] file) => Assert.Throws<InvalidDataException>(() => Load(file)).Message;
}
