using System.Runtime.InteropServices;
using FerNet;
using FerNet.Imaging;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

/// <summary>What the programs do.</summary>
internal static class Everything
{
    /// <summary>Predicts in every way that takes a file or an image.</summary>
    public static void Predict(string file)
    {
        using EmotionPredictor predictor = EmotionPredictor.CreateFast();
        byte[] encoded = File.ReadAllBytes(file);
        using MemoryStream stream = new(encoded);
        using MLImage image = MLImage.CreateFromFile(file);
        Console.WriteLine(predictor.Predict(file));
        Console.WriteLine(predictor.Predict(encoded));
        Console.WriteLine(predictor.Predict(stream));
        Console.WriteLine(predictor.Predict(image));
        Console.WriteLine(predictor.PredictFaces(file).Count);
        Console.WriteLine(predictor.PredictBatch([file, file]).Count);
        Console.WriteLine(predictor.Explain(file).Prediction);
    }

    /// <summary>Predicts in a process whose application has registered an arena for all sessions, which is too small for any.</summary>
    public static void PredictBesideAnotherArena(string file)
    {
        using OrtMemoryInfo memory = new(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        using OrtArenaCfg arena = new(maxMemory: 4096, arenaExtendStrategy: 1, initialChunkSizeBytes: 1024, maxDeadBytesPerChunk: -1);
        OrtEnv.Instance().CreateAndRegisterAllocator(memory, arena);
        using EmotionPredictor predictor = EmotionPredictor.CreateFast();
        Console.WriteLine(predictor.Predict(file));
    }

    /// <summary>Resident memory in kB with one model that has scored patches, and with twenty.</summary>
    public static void CountMemory()
    {
        byte[] patches = new byte[64 * FacePatch.PixelCount];
        List<EmotionPredictor> predictors = [];
        for (int i = 0; i < 20; i++)
        {
            predictors.Add(new EmotionPredictor(EmotionModel.LoadFast()));
            predictors[^1].PredictPatches(patches);
            if (predictors.Count is 1 or 20) Console.WriteLine(Environment.WorkingSet / 1000);
        }
        GC.KeepAlive(predictors);
    }

    /// <summary>Ends the process while other threads are in the middle of searches and scorings.</summary>
    public static void EndWhilePredicting(string how)
    {
        EmotionPredictor predictor = EmotionPredictor.CreateDefault();
        byte[] levels = new byte[640 * 480], patches = new byte[8 * FacePatch.PixelCount];
        new Random(1).NextBytes(levels);
        InputImage scene = InputImage.FromPixels(levels, 640, 480, PixelFormat.Gray8);
        using CountdownEvent running = new(8);
        for (int i = 0; i < 4; i++)
        {
            Start(() => predictor.Predict(scene));
            Start(() => predictor.PredictPatches(patches));
        }
        running.Wait();
        // Another moment in each process.
        Thread.Sleep(100 + (Environment.ProcessId % 300));
        Console.WriteLine("ending");
        if (how == "exit") Environment.Exit(0);

        void Start(Action predict) => new Thread(() =>
        {
            predict();
            running.Signal();
            while (true) predict();
        })
        { IsBackground = true }.Start();
    }

    /// <summary>Native threads of the process before, and after one and six models and detectors were opened and used.</summary>
    public static void CountThreads()
    {
        Console.WriteLine(NativeThreads());
        byte[] patches = new byte[64 * FacePatch.PixelCount];
        List<EmotionPredictor> predictors = [];
        for (int i = 0; i < 6; i++)
        {
            EmotionPredictor predictor = EmotionPredictor.CreateFast();
            predictor.PredictPatches(patches);
            predictor.Predict(InputImage.FromPixels(new byte[200 * 200], 200, 200, PixelFormat.Gray8));
            predictors.Add(predictor);
            if (i is 0 or 5) Console.WriteLine(NativeThreads());
        }
        foreach (EmotionPredictor predictor in predictors) predictor.Dispose();
    }

    /// <summary>
    /// Threads that have the name of the main thread: those of .NET have names of their own, those of native libraries inherit it.
    /// </summary>
    public static int NativeThreads()
    {
        string main = File.ReadAllText($"/proc/self/task/{Environment.ProcessId}/comm");
        return Directory.GetDirectories("/proc/self/task").Count(thread => File.ReadAllText($"{thread}/comm") == main);
    }

    /// <summary>A variable of the environment as native code sees it, after FerNet's first line has run.</summary>
    public static void NativeVariable(string name)
    {
        _ = EmotionExtensions.All.Count;
        Console.WriteLine(Marshal.PtrToStringUTF8(GetVariable(name)) ?? "none");
    }

    [DllImport("libc", EntryPoint = "getenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint GetVariable([MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
