using System.Numerics.Tensors;
using TorchSharp;

namespace FerNet.Networks;

/// <summary>The float32 weights of a network by name. Owns its tensors: the creator disposes it.</summary>
/// <remarks>
/// Kernels are stored channels last, as the convolutions need them; their shape stays [outputs, inputs, rows, columns]. There are three
/// <see cref="Groups"/>: trainable kernels, other trainable weights, and weights that are not trained.
/// </remarks>
internal sealed class WeightStore : IDisposable
{
    private readonly Dictionary<string, WeightGroup> groupOf = [];

    private WeightStore(IReadOnlyList<WeightSpec> specs, torch.Device device, bool learns)
    {
        Specs = specs;
        List<WeightGroup> groups = [];
        foreach (IGrouping<int, WeightSpec> members in specs.GroupBy(GroupOf).OrderBy(members => members.Key))
        {
            WeightGroup group = new([.. members], device, learns && members.First().IsTrainable);
            groups.Add(group);
            foreach (WeightSpec spec in group.Specs) groupOf.Add(spec.Name, group);
        }
        Groups = groups;
    }

    public IReadOnlyList<WeightSpec> Specs { get; }

    /// <summary>Trainable kernels; other trainable weights; running statistics and frozen weights. Empty groups are omitted.</summary>
    public IReadOnlyList<WeightGroup> Groups { get; }

    public torch.Tensor this[string name] => groupOf[name][name];

    public IEnumerable<WeightSpec> Trainable => Specs.Where(spec => spec.IsTrainable);

    /// <summary>New weights; the same seed gives the same weights on every machine.</summary>
    public static WeightStore Initialize(IEnumerable<WeightSpec> specs, int seed, torch.Device device) =>
        Fill(specs, spec => WeightInitializer.Values(spec, seed), device);

    /// <summary>
    /// Creates a store with the values of <paramref name="source"/>. A missing weight or a wrong shape throws
    /// <see cref="InvalidDataException"/>.
    /// </summary>
    public static WeightStore From(IEnumerable<WeightSpec> specs, IReadOnlyDictionary<string, WeightArray> source, torch.Device device) =>
        Fill(specs, spec => ValuesOf(spec, source), device);

    /// <summary>A copy without gradients, for averaged weights and for the best weights so far. The caller disposes it.</summary>
    public WeightStore Clone()
    {
        WeightStore copy = new(Specs, Groups[0].All.device, learns: false);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>Overwrites the values with those of another store of the same network.</summary>
    public void CopyFrom(WeightStore other)
    {
        using IDisposable noGrad = torch.no_grad();
        for (int i = 0; i < Groups.Count; i++) Groups[i].All.copy_(other.Groups[i].All);
    }

    /// <summary>Overwrites the given weights; the others do not change.</summary>
    public void CopyFrom(IReadOnlyDictionary<string, WeightArray> arrays)
    {
        using IDisposable noGrad = torch.no_grad();
        foreach (WeightSpec spec in Specs.Where(spec => arrays.ContainsKey(spec.Name))) Set(spec.Name, ValuesOf(spec, arrays));
    }

    /// <summary>Overwrites one weight with values in row-major order.</summary>
    public void Set(string name, float[] values)
    {
        using IDisposable noGrad = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        this[name].copy_(torch.tensor(values, this[name].shape));
    }

    /// <summary>Name of the first weight that contains an infinity or NaN; null if all values are finite.</summary>
    public string? FirstNotFinite() => FirstNotFinite(Specs.Select(spec => KeyValuePair.Create(spec.Name, this[spec.Name])));

    public Dictionary<string, WeightArray> ToArrays() =>
        Specs.ToDictionary(spec => spec.Name, spec => new WeightArray(Values(this[spec.Name]), spec.Shape));

    public void Dispose()
    {
        foreach (WeightGroup group in Groups) group.Dispose();
        groupOf.Clear();
    }

    /// <summary>Name of the first float32 tensor that contains an infinity or NaN; null if all values are finite.</summary>
    internal static string? FirstNotFinite(IEnumerable<KeyValuePair<string, torch.Tensor>> tensors) =>
        tensors.FirstOrDefault(entry => !TensorPrimitives.IsFiniteAll<float>(Values(entry.Value))).Key;

    internal static float[] Values(torch.Tensor tensor)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return tensor.detach().cpu().contiguous().data<float>().ToArray();
    }

    private static WeightStore Fill(IEnumerable<WeightSpec> specs, Func<WeightSpec, float[]> values, torch.Device device)
    {
        WeightStore store = new(specs.ToArray(), device, learns: true);
        using IDisposable noGrad = torch.no_grad();
        foreach (WeightSpec spec in store.Specs) store.Set(spec.Name, values(spec));
        return store;
    }

    private static int GroupOf(WeightSpec spec) => !spec.IsTrainable ? 2 : spec.Role == WeightRole.Kernel ? 0 : 1;

    private static float[] ValuesOf(WeightSpec spec, IReadOnlyDictionary<string, WeightArray> source)
    {
        if (!source.TryGetValue(spec.Name, out WeightArray? array)) throw new InvalidDataException($"The weight {spec.Name} is missing.");
        return array.Shape.AsSpan().SequenceEqual(spec.Shape)
            ? array.Values
            : throw new InvalidDataException(
                $"The weight {spec.Name} is [{string.Join(", ", array.Shape)}]; the network needs [{string.Join(", ", spec.Shape)}].");
    }
}
