using FerNet.Fuzz;

namespace FerNet.Tests.Fuzz;

/// <summary>A short run of every target of tests/FerNet.Fuzz, and the driver itself on targets that break their promise.</summary>
public class FuzzTests
{
    private const int Inputs = 250;

    public static TheoryData<string> Names => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Changed_files_give_documented_exceptions_in_little_time_and_memory(string name)
    {
        FuzzReport report = FuzzDriver.Run(FuzzTargets.All.Single(target => target.Name == name), Inputs, null, seed: 7);
        Assert.True(report.Findings.Count == 0, string.Join('\n', report.Findings.Select(finding =>
            $"{Convert.ToHexString(finding.Input.AsSpan(0, Math.Min(200, finding.Input.Length)))}: {finding.Fault}")));
        Assert.InRange(report.Accepted + report.Refused, Inputs, Inputs + 10);
        // The elf patch answers whether it found its place, and refuses nothing.
        Assert.True(name == "elf" || report.Refused > Inputs / 10, $"{report.Refused} of {Inputs} are refused");
    }

    [Fact]
    public void Equal_seeds_give_equal_inputs()
    {
        List<byte[]> first = [], second = [];
        foreach (List<byte[]> inputs in (List<byte[]>[])[first, second])
            FuzzDriver.Run(Target(inputs.Add), 50, null, seed: 3);
        Assert.Equal(first, second);
        Assert.True(first.Distinct(new Bytes()).Count() > 30);
    }

    [Fact]
    public void An_undocumented_exception_much_memory_and_much_time_are_findings()
    {
        Assert.Contains("TimeZoneNotFoundException", Fault(_ => throw new TimeZoneNotFoundException()), StringComparison.Ordinal);
        Assert.Contains("bytes allocated", Fault(_ =>
        {
            for (int i = 0; i < 70; i++) GC.KeepAlive(new byte[16 << 20]);
        }), StringComparison.Ordinal);
        Assert.Contains("s of processor time", Fault(_ =>
        {
            TimeSpan end = Environment.CpuUsage.TotalTime + FuzzDriver.MaxProcessorTime + TimeSpan.FromSeconds(0.1);
            while (Environment.CpuUsage.TotalTime < end) Thread.SpinWait(1000);
        }), StringComparison.Ordinal);
        Assert.Null(Fault(_ => throw new InvalidDataException()));
    }

    [Fact]
    public void A_target_that_refuses_its_good_files_is_no_proof() => Assert.Contains("refuses 1 of its 1 good files",
        Assert.Throws<InvalidOperationException>(() =>
            FuzzDriver.Run(Target(_ => throw new InvalidDataException()), 5, null, seed: 1)).Message, StringComparison.Ordinal);

    /// <summary>A change of one field keeps all lengths right: most changed graphs are still messages.</summary>
    [Fact]
    public void Changed_messages_are_messages()
    {
        byte[] graph = Seeds.ModelGraphs()[0];
        Random random = new(5);
        int parsed = 0;
        for (int i = 0; i < 200; i++)
        {
            try
            {
                FerNet.Networks.Onnx.Format.ModelProto.Parser.ParseFrom(ProtobufMutator.Change(graph, random));
                parsed++;
            }
            catch (Google.Protobuf.InvalidProtocolBufferException)
            {
                // A text that is no UTF-8, or a field of another type.
            }
        }
        Assert.InRange(parsed, 100, 200);
    }

    private static string? Fault(Action<byte[]> read)
    {
        FuzzReport report = new("test");
        FuzzDriver.Try(Target(read), [1], report);
        return report.Findings.Count == 0 ? null : report.Findings[0].Fault;
    }

    private static FuzzTarget Target(Action<byte[]> read) =>
        new() { Name = "test", Seeds = () => [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]], Read = read };

    private sealed class Bytes : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode(byte[] bytes) => bytes.Length;
    }
}
