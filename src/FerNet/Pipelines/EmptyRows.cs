using FerNet.Imaging;
using FerNet.Models;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Pipelines;

/// <summary>Creates data without rows, on which ML.NET fits a pipeline and whose schema becomes the pipeline's input schema.</summary>
internal static class EmptyRows
{
    public static IDataView Create(MLContext context, string column, FaceColumnKind kind) => kind switch
    {
        FaceColumnKind.Encoded => Of<Encoded>(context, column),
        FaceColumnKind.ByteLevels => Of<ByteLevels>(context, column),
        _ => Of<SingleLevels>(context, column),
    };

    private static IDataView Of<T>(MLContext context, string column)
        where T : class
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(T));
        schema[0].ColumnName = column;
        return context.Data.LoadFromEnumerable(Array.Empty<T>(), schema);
    }

    private sealed class Encoded
    {
        public VBuffer<byte> Image { get; set; }
    }

    private sealed class ByteLevels
    {
        [VectorType(FacePatch.PixelCount)]
        public byte[] Image { get; set; } = [];
    }

    private sealed class SingleLevels
    {
        [VectorType(FacePatch.PixelCount)]
        public float[] Image { get; set; } = [];
    }
}
