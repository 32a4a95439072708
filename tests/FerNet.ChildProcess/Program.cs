using System.Globalization;
using FerNet;
using Microsoft.ML;
using Microsoft.ML.Data;

// Programs that the tests run as processes of their own, since they look at the beginning, the end or the environment of a process.
switch (args)
{
    case ["predict", string file]:
        Everything.Predict(file);
        break;
    case ["mlnet-first", string zip, string file]:
        // ML.NET starts ONNX Runtime, before FerNet has opened anything.
        MLContext context = new();
        IDataView images = context.Data.LoadFromEnumerable([new Row { Image = File.ReadAllBytes(file) }]);
        Console.WriteLine(context.Model.Load(zip, out _).Transform(images).GetColumn<string>("Emotion").Single());
        using (EmotionPredictor predictor = EmotionPredictor.CreateFast()) Console.WriteLine(predictor.Predict(file));
        break;
    case ["own-arena", string file]:
        Everything.PredictBesideAnotherArena(file);
        break;
    case ["end-while-predicting", string how]:
        Everything.EndWhilePredicting(how);
        break;
    case ["memory"]:
        Everything.CountMemory();
        break;
    case ["threads"]:
        Everything.CountThreads();
        break;
    case ["native-variable", string name]:
        Everything.NativeVariable(name);
        break;
    case ["draw", string folder, string count]:
        ScoreTables.Draw(folder, int.Parse(count, CultureInfo.InvariantCulture));
        break;
    case ["compare-scores", string expected, string actual]:
        return ScoreTables.Compare(expected, actual) ? 0 : 1;
    default:
        Console.Error.WriteLine("unknown: " + string.Join(' ', args));
        return 2;
}
return 0;

internal sealed class Row
{
    public byte[] Image { get; set; } = [];
}
