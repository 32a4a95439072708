using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Tests.Lifetime;

/// <summary>
/// What a model answers through ML.NET after it was disposed: native memory is gone, so each way in is refused with one clear message.
/// </summary>
public class MachineLearningNetTests
{
    private readonly MLContext context = new();
    private readonly Row row = new() { Image = EncodedImages.Gray(SmallModel.Faces.Pixels(0).ToArray(), 48, 48) };

    [Fact]
    public void A_prediction_engine_that_is_disposed_disposes_the_model()
    {
        EmotionModel model = EmotionModel.LoadFast();
        PredictionEngine<Row, Answer> engine = context.Model.CreatePredictionEngine<Row, Answer>(model);
        Assert.NotEmpty(engine.Predict(row).Emotion);
        engine.Dispose();
        AssertDisposed(() => model.Score(SmallModel.Faces.PublicTest));
        AssertDisposed(() => context.Model.CreatePredictionEngine<Row, Answer>(model));
        model.Dispose();
    }

    [Fact]
    public void A_prediction_engine_that_does_not_own_the_model_leaves_it_alone()
    {
        using EmotionModel model = EmotionModel.LoadFast();
        context.Model.CreatePredictionEngine<Row, Answer>(model, new PredictionEngineOptions { OwnsTransformer = false }).Dispose();
        Assert.NotEmpty(model.Score(SmallModel.Faces.PublicTest));
    }

    [Fact]
    public void A_prediction_engine_is_refused_after_its_model_was_disposed()
    {
        EmotionModel model = EmotionModel.LoadFast();
        using PredictionEngine<Row, Answer> engine = context.Model.CreatePredictionEngine<Row, Answer>(model);
        model.Dispose();
        AssertDisposed(() => engine.Predict(row));
    }

    [Fact]
    public void A_reading_is_refused_after_its_model_was_disposed_also_in_the_middle()
    {
        EmotionModel model = EmotionModel.LoadFast();
        IDataView images = context.Data.LoadFromEnumerable(Enumerable.Repeat(row, 3)), view = model.Transform(images);
        DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<VBuffer<float>> scores = cursor.GetGetter<VBuffer<float>>(view.Schema["Score"]);
        VBuffer<float> seven = default;
        Assert.True(cursor.MoveNext());
        scores(ref seven);
        Assert.Equal(EmotionExtensions.Count, seven.Length);
        model.Dispose();
        AssertDisposed(() => scores(ref seven));
        AssertDisposed(() => cursor.MoveNext());
        cursor.Dispose();
        cursor.Dispose();
        AssertDisposed(() => view.GetRowCursor(view.Schema));
        AssertDisposed(() => model.Transform(images));
        AssertDisposed(() => model.GetOutputSchema(images.Schema));
        AssertDisposed(() => model.Save(new MemoryStream()));
    }

    /// <summary>ML.NET may wrap what a getter throws.</summary>
    private static void AssertDisposed(Action use)
    {
        Exception error = Assert.ThrowsAny<Exception>(use);
        ObjectDisposedException disposed = Assert.IsType<ObjectDisposedException>(error as ObjectDisposedException ?? error.InnerException);
        Assert.Contains("A PredictionEngine of ML.NET disposes the model", disposed.Message, StringComparison.Ordinal);
    }

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];
    }

    private sealed class Answer
    {
        public string Emotion { get; set; } = "";
    }
}
