using FerNet.Networks;
using FerNet.Networks.Layers;

namespace FerNet.Training.Identity;

/// <summary>The name, input shape and layers of a network, with all parameters of the layers.</summary>
internal sealed record NetworkIdentity
{
    public required string Name { get; init; }

    public required TensorShape Input { get; init; }

    public required IReadOnlyList<Layer> Layers { get; init; }

    public static NetworkIdentity Create(Network network) => new() { Name = network.Name, Input = network.Input, Layers = network.Layers };
}
