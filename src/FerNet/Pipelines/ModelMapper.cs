using FerNet.Utilities;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Pipelines;

/// <summary>A model's mapping of single rows, as a PredictionEngine uses it.</summary>
internal sealed class ModelMapper(IRowToRowMapper mapper, ResourceLifetime model) : IRowToRowMapper
{
    public DataViewSchema InputSchema => mapper.InputSchema;

    public DataViewSchema OutputSchema => mapper.OutputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        mapper.GetDependencies(dependingColumns);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        using ResourceLifetime.Call call = model.Enter();
        return new ModelRow(mapper.GetRow(input, activeColumns), model);
    }
}
