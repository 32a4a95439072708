using System.Reflection;
using System.Reflection.Emit;
using FerNet.Tests.Pictures;
using FerNet.Tests.Support;
using TorchSharp;

namespace FerNet.Tests.Architecture;

/// <summary>
/// Whatever torch reads is held by name or by a scope while it reads. What nobody holds a garbage collection may free in the middle
/// of a call, and then the process ends, once in some thousand trainings.
/// </summary>
public class TorchObjectsTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    [Fact]
    public void Training_makes_every_tensor_in_a_scope()
    {
        FerDataset faces = Patterns.Dataset(perLabel: 4, seed: 8, testPerLabel: 2);
        using TemporaryFolder folder = new();
        using EmotionModel teacher = SmallModel.Load();
        EmotionTrainerOptions options = new()
        {
            Network = SmallNetworks.Residual,
            Recipe = new TrainingRecipe { Epochs = 1, BatchSize = 8, AveragingDecay = 0.9, TeacherWeight = 0.5, Augmentation = new() { MixupAlpha = 0.2 } },
            Teachers = [teacher],
            StartFrom = teacher,
            CheckpointDirectory = folder.Path,
        };
        using EmotionModel first = MakesNoneOutside(() => new EmotionTrainer(options).Train(faces));
        using EmotionModel again = MakesNoneOutside(() => new EmotionTrainer(options with { Resume = true }).Train(faces));
    }

    [Fact]
    public void The_detectors_training_makes_every_tensor_in_a_scope()
    {
        using TemporaryFolder folder = new();
        string ground = folder.File("ground.png");
        File.WriteAllBytes(ground, PictureFiles.Grey([.. Enumerable.Range(0, 160 * 120).Select(i => (byte)(i * 7))], 160, 120));
        FaceDetectorTrainerOptions options = new() { Steps = 4, BatchSize = 2, CheckpointDirectory = folder.File("checkpoints") };
        using FaceDetector first = MakesNoneOutside(() => new FaceDetectorTrainer(options).Train(SmallModel.Faces, [ground]));
        using FaceDetector again = MakesNoneOutside(() => new FaceDetectorTrainer(options with { Resume = true }).Train(SmallModel.Faces, [ground]));
    }

    [Fact]
    public void Nothing_that_is_called_makes_a_number_of_its_own()
    {
        Assembly[] ours = [typeof(Emotion).Assembly, typeof(TorchObjectsTests).Assembly];
        MethodBase[] called = [.. ours.SelectMany(assembly => assembly.GetTypes()).SelectMany(Methods).SelectMany(Calls).Where(IsOfTorch).Distinct()];
        Assert.Contains(called, method => method.Name == "add_");
        Assert.Empty(called.Where(MakesNumber).Select(method => $"{method.DeclaringType} {method}"));

        // The same question about calls that are known to make one, at once and by another call.
        Assert.True(MakesNumber(typeof(torch.Tensor).GetMethod("square", [])!));
        Assert.True(MakesNumber(typeof(torch.Tensor).GetMethod("op_Addition", [typeof(torch.Tensor), typeof(torch.Tensor)])!));
    }

    private static T MakesNoneOutside<T>(Func<T> train)
    {
        using (torch.NewDisposeScope()) torch.ones(1);
        long before = DisposeScopeManager.Statistics.CreatedOutsideScopeCount, inside = DisposeScopeManager.Statistics.CreatedInScopeCount;
        T answer = train();
        Assert.Equal(0, DisposeScopeManager.Statistics.CreatedOutsideScopeCount - before);
        Assert.True(DisposeScopeManager.Statistics.CreatedInScopeCount > inside);
        return answer;
    }

    private static bool IsOfTorch(MethodBase method) => method.Module.Assembly == typeof(torch).Assembly;

    /// <summary>A conversion that nobody can hold: <c>tensor.add_(1)</c> compiles to one.</summary>
    private static bool IsNumber(MethodBase method) => method.DeclaringType == typeof(Scalar) && method.Name == "op_Implicit";

    private static bool MakesNumber(MethodBase method)
    {
        HashSet<MethodBase> seen = [];
        Stack<MethodBase> left = new([method]);
        while (left.TryPop(out MethodBase? next))
        {
            if (IsNumber(next)) return true;
            if (!seen.Add(next)) continue;
            foreach (MethodBase further in Calls(next).Where(IsOfTorch)) left.Push(further);
        }
        return false;
    }

    private static IEnumerable<MethodBase> Methods(Type type) => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All));

    private static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        byte[] body = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[] ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : [];
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (int at = 0; at < body.Length;)
        {
            short value = body[at++];
            if (value == 0xFE) value = (short)((value << 8) | body[at++]);
            OpCode code = Codes[value];
            if (code.OperandType == OperandType.InlineMethod) yield return method.Module.ResolveMethod(BitConverter.ToInt32(body, at), ofType, ofMethod)!;
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
                _ => 4,
            };
        }
    }
}
