using System.Reflection;
using System.Reflection.Emit;
using FerNet.Data.Detection;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Detection;
using FerNet.Training.Native;
using TorchSharp;

namespace FerNet.Tests.Architecture;

/// <summary>
/// Whatever torch reads is held by name or by a scope while it reads. What nobody holds a garbage collection may free in the middle
/// of a call, and then the process ends, once in some thousand trainings.
/// </summary>
public class TorchObjectsTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

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
            Recipe = new TrainingRecipe
            {
                Epochs = 1,
                BatchSize = 8,
                AveragingDecay = 0.9,
                TeacherWeight = 0.5,
                Augmentation = new() { MixupAlpha = 0.2 },
                TeachersSeeCrops = true,
                ConsistencyWeight = 1,
                SharpnessRadius = 0.05,
                SharpnessFrom = 0.5,
            },
            Teachers = [teacher],
            StartFrom = teacher,
            CheckpointDirectory = folder.Path,
        };
        using EmotionModel first = MakesNoneOutside(() => new EmotionTrainer(options).Train(faces));
        using EmotionModel again = MakesNoneOutside(() => new EmotionTrainer(options with { Resume = true }).Train(faces));

        EmotionTrainerOptions cycle = options with
        {
            Recipe = options.Recipe with { Epochs = 2, AugmentationCycle = 1, Augmentation = new() },
            CheckpointDirectory = null,
        };
        using EmotionModel repeated = MakesNoneOutside(() => new EmotionTrainer(cycle).Train(faces));
    }

    [Fact]
    public void The_detectors_training_makes_every_tensor_in_a_scope()
    {
        using TemporaryFolder folder = new();
        FaceDetectionDataset photographs = DrawnPhotographs.Write(folder, 30, seed: 5);
        string[] grounds = DrawnPhotographs.WriteGrounds(folder, 1, seed: 5);
        FaceDetectorTrainerOptions options =
            new() { Steps = 4, BatchSize = 2, InputSize = 64, ValidationInterval = 2, CheckpointDirectory = folder.File("checkpoints") };
        using FaceDetector first = MakesNoneOutside(() => new FaceDetectorTrainer(options).Train(photographs, grounds));
        using FaceDetector again =
            MakesNoneOutside(() => new FaceDetectorTrainer(options with { Resume = true }).Train(photographs, grounds));
    }

    [Fact]
    public void Numbers_and_generators_for_torch_are_kept_by_name()
    {
        Call[] calls = [.. OurMethods().SelectMany(Calls).Where(call => IsOfTorch(call.Method) && IsToBeKept(call.Method))];
        Assert.Contains(calls, call => call.Method.Name == "ToScalar");
        Assert.Contains(calls, call => call.Method.DeclaringType == typeof(torch.Generator));
        Assert.Empty(calls.Where(call => !IsStore(call.Next)).Select(call => $"{call.By.DeclaringType} {call.By} calls {call.Method}"));
    }

    [Fact]
    public void Nothing_that_is_called_makes_a_number_of_its_own()
    {
        MethodBase[] called =
            [.. OurMethods().SelectMany(Calls).Select(call => call.Method).Where(method => IsOfTorch(method) && !IsToBeKept(method))
                .Distinct()];
        Assert.Contains(called, method => method.Name == "add_");
        Assert.Empty(called.Where(MakesNumber).Select(method => $"{method.DeclaringType} {method}"));

        // The same question about calls that are known to make one, at once and by another call.
        Assert.True(MakesNumber(typeof(torch.Tensor).GetMethod("square", [])!));
        Assert.True(MakesNumber(typeof(torch.Tensor).GetMethod("op_Addition", [typeof(torch.Tensor), typeof(torch.Tensor)])!));
    }

    /// <summary>While this holds, docs/decisions/0014 is needed.</summary>
    [Fact]
    public void TorchSharp_does_not_keep_the_numbers_that_it_makes()
    {
        MethodBase square = typeof(torch.Tensor).GetMethod("square", [])!;
        Assert.Contains(Reachable(square).SelectMany(Calls),
            call => IsToBeKept(call.Method) && !IsStore(call.Next) && call.Next != OpCodes.Ret);
    }

    private static T MakesNoneOutside<T>(Func<T> train)
    {
        NativeTorch.Require();
        long before = DisposeScopeManager.Statistics.CreatedOutsideScopeCount, inside = DisposeScopeManager.Statistics.CreatedInScopeCount;
        T answer = train();
        Assert.Equal(0, DisposeScopeManager.Statistics.CreatedOutsideScopeCount - before);
        Assert.True(DisposeScopeManager.Statistics.CreatedInScopeCount > inside);
        return answer;
    }

    private static bool IsOfTorch(MethodBase method) => method.Module.Assembly == typeof(torch).Assembly;

    /// <summary>Inside TorchSharp nobody keeps what a call makes: <c>tensor.add_(other)</c> makes a 1 there.</summary>
    private static bool IsNumber(MethodBase method) => method is ConstructorInfo && method.DeclaringType == typeof(Scalar);

    private static bool IsToBeKept(MethodBase method) =>
        method is MethodInfo { ReturnType: { } type } ? type == typeof(Scalar) : method.DeclaringType == typeof(torch.Generator);

    private static bool IsStore(OpCode code) =>
        code.Name is { } name && (name.StartsWith("stloc", StringComparison.Ordinal) || name is "stfld" or "stsfld");

    private static bool MakesNumber(MethodBase method) => Reachable(method).Any(IsNumber);

    /// <summary>A method, and what it calls of TorchSharp, at once and by another call.</summary>
    private static IEnumerable<MethodBase> Reachable(MethodBase method)
    {
        HashSet<MethodBase> seen = [];
        Stack<MethodBase> left = new([method]);
        while (left.TryPop(out MethodBase? next))
        {
            if (!seen.Add(next)) continue;
            yield return next;
            foreach (Call call in Calls(next).Where(call => IsOfTorch(call.Method))) left.Push(call.Method);
        }
    }

    private static IEnumerable<MethodBase> OurMethods() =>
        new[] { typeof(Emotion).Assembly, typeof(TorchObjectsTests).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(Methods);

    private static IEnumerable<MethodBase> Methods(Type type) => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All));

    /// <summary>The calls in a method's compiled body, each with the operation that follows.</summary>
    private static IEnumerable<Call> Calls(MethodBase method)
    {
        byte[] body = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[] ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : [];
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        MethodBase? pending = null;
        for (int at = 0; at < body.Length;)
        {
            short value = body[at++];
            if (value == 0xFE) value = (short)((value << 8) | body[at++]);
            OpCode code = Codes[value];
            if (pending is not null) yield return new Call(method, pending, code);
            pending = code.OperandType == OperandType.InlineMethod
                ? method.Module.ResolveMethod(BitConverter.ToInt32(body, at), ofType, ofMethod)
                : null;
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

    /// <param name="By">The method that calls.</param>
    /// <param name="Method">The method called.</param>
    /// <param name="Next">What is done with the answer.</param>
    private sealed record Call(MethodBase By, MethodBase Method, OpCode Next);
}
