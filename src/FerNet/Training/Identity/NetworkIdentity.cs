using FerNet.Networks;
using FerNet.Networks.Layers;

namespace FerNet.Training.Identity;

/// <summary>A network as its name, input and layers with all their parameters.</summary>
internal sealed record NetworkIdentity
{
    public required string Name { get; init; }

    public required TensorShape Input { get; init; }

    public required IReadOnlyList<Layer> Layers { get; init; }

    public static NetworkIdentity Create(Network network) => new() { Name = network.Name, Input = network.Input, Layers = network.Layers };
}
