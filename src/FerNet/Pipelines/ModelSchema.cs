using FerNet.Models;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Pipelines;

/// <summary>Describes the columns that a model will add, before the model exists.</summary>
/// <remarks>Only ML.NET's own estimators can describe columns, so a mapping without an effect describes these.</remarks>
internal static class ModelSchema
{
    public static SchemaShape WithModelColumns(SchemaShape input, ModelColumns columns)
    {
        AddedColumns.RequireFree(input.Select(column => column.Name), columns);
        MLContext context = new();
        SchemaDefinition output = SchemaDefinition.Create(typeof(Added));
        output[nameof(Added.Score)].ColumnName = columns.Score;
        output[nameof(Added.Emotion)].ColumnName = columns.Emotion;
        return context.Transforms.CustomMapping<NoColumns, Added>(static (_, _) => { }, contractName: null, outputSchemaDefinition: output)
            .Append(context.Transforms.Conversion.MapValueToKey(columns.PredictedLabel, columns.Emotion, keyData: Pipeline.Keys(context)))
            .GetOutputSchema(input);
    }

    private sealed class NoColumns
    {
    }

    private sealed class Added
    {
        [VectorType(EmotionExtensions.Count)]
        public float[] Score { get; set; } = [];

        public string Emotion { get; set; } = "";
    }
}
