using System.Reflection;
using System.Runtime.Loader;
using FerNet.Tests.Data;
using FerNet.Tests.Support;

namespace FerNet.Tests.Training.Native;

/// <summary>Training from an assembly load context of its own, as applications with plug-ins make it.</summary>
public class PlugInTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_plug_in_trains(bool loadsNativeLibrariesItself)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("fer2013.csv"), Tables.Fer2013(28));
        PlugIn context = new(loadsNativeLibrariesItself);
        Assembly library = context.LoadFromAssemblyName(typeof(EmotionTrainer).Assembly.GetName());
        Assert.NotSame(typeof(EmotionTrainer).Assembly, library);
        Type Public(string name) => library.GetType($"FerNet.{name}", throwOnError: true)!;

        object faces = Public("FerDataset").GetMethod("Load")!.Invoke(null, [folder.File("fer2013.csv"), null, CancellationToken.None])!;
        object options = Activator.CreateInstance(Public("EmotionTrainerOptions"))!;
        void Set(string name, object? value) => options.GetType().GetProperty(name)!.SetValue(options, value);
        Set("Epochs", 1);
        Set("Network", Public("Networks.Network").GetProperty("Fast")!.GetValue(null));
        object trainer = Activator.CreateInstance(Public("EmotionTrainer"), options)!;
        using IDisposable model =
            (IDisposable)Public("EmotionTrainer").GetMethod("Train")!.Invoke(trainer, [faces, CancellationToken.None])!;
        Assert.Same(context, AssemblyLoadContext.GetLoadContext(model.GetType().Assembly));
    }

    /// <summary>
    /// The load context of the guide "Create a .NET application with plugins"; FerNet and TorchSharp are its own, the rest is shared.
    /// </summary>
    private sealed class PlugIn(bool loadsNativeLibrariesItself) : AssemblyLoadContext("plug-in")
    {
        private readonly AssemblyDependencyResolver resolver = new(typeof(PlugInTests).Assembly.Location);

        protected override Assembly? Load(AssemblyName name) =>
            name.Name is "FerNet" or "TorchSharp" && resolver.ResolveAssemblyToPath(name) is { } path ? LoadFromAssemblyPath(path) : null;

        protected override nint LoadUnmanagedDll(string name) =>
            loadsNativeLibrariesItself && resolver.ResolveUnmanagedDllToPath(name) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
    }
}
