using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerNet.Benchmarks;

/// <summary>The post's network as one would port it: torch's own modules, float32 throughout.</summary>
internal sealed class PlainSeedNetwork : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> layers;

    public PlainSeedNetwork()
        : base("plain")
    {
        List<Module<Tensor, Tensor>> stack =
            [Conv2d(1, 64, 3), ReLU(), Conv2d(64, 64, 3, padding: 1), ReLU(), BatchNorm2d(64), MaxPool2d(2), Dropout(0.5)];
        int inputs = 64;
        foreach (int filters in (int[])[128, 256, 512])
        {
            stack.AddRange([Conv2d(inputs, filters, 3, padding: 1), ReLU(), BatchNorm2d(filters), Conv2d(filters, filters, 3, padding: 1),
                ReLU(), BatchNorm2d(filters), MaxPool2d(2), Dropout(0.5)]);
            inputs = filters;
        }
        stack.AddRange([Flatten(), Linear(2048, 512), ReLU(), Dropout(0.4), Linear(512, 256), ReLU(), Dropout(0.4), Linear(256, 128),
            ReLU(), Dropout(0.5), Linear(128, 7)]);
        layers = Sequential(stack);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => layers.forward(input);
}
