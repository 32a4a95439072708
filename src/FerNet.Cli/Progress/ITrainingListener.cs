<<<<<<< HEAD:src/FerNet.Cli/Progress/ITrainingListener.cs
namespace FerNet.Cli.Progress;
=======
using FerNet.Training;

namespace FerNet.Samples.Progress;
>>>>>>> bc4355d (Folders are namespaces: public types lie beside their internals; names inside by the field's terms):src/FerNet.Samples/Progress/ITrainingListener.cs

/// <summary>Hears how a training goes.</summary>
internal interface ITrainingListener
{
    public void Step(StepProgress progress);

    public void Epoch(EpochMetrics metrics);
}
