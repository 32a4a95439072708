using FerNet.Models;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Pipelines;

/// <summary>What columns a model will add, said before there is a model.</summary>
/// <remarks>ML.NET lets only its own estimators describe columns; a mapping that does nothing describes ours.</remarks>
internal static class ModelSchema
{
    public static SchemaShape WithModelColumns(SchemaShape input, ModelColumns columns)
    {
        AddedColumns.RequireFree(input.Select(column => column.Name), columns);
        MLContext context = new();
        SchemaDefinition output = SchemaDefinition.Create(typeof(Added));
        output[nameof(Added.Score)].ColumnName = columns.Score;
        output[nameof(Added.Emotion)].ColumnName = columns.Emotion;
        return context.Transforms.CustomMapping<Nothing, Added>(static (_, _) => { }, contractName: null, outputSchemaDefinition: output)
            .Append(context.Transforms.Conversion.MapValueToKey(columns.PredictedLabel, columns.Emotion, keyData: Pipeline.Keys(context)))
            .GetOutputSchema(input);
    }

    private sealed class Nothing
    {
    }

    private sealed class Added
    {
        [VectorType(EmotionExtensions.Count)]
        public float[] Score { get; set; } = [];

        public string Emotion { get; set; } = "";
    }
}
