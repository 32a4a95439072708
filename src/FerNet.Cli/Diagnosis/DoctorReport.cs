using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using FerNet.Cli.Commands;

namespace FerNet.Cli.Diagnosis;

/// <summary>The results of all checks of this machine.</summary>
internal sealed partial record DoctorReport
{
    /// <summary>The version of FerNet.</summary>
    public required string FerNet { get; init; }

    /// <summary>Whether no check fails. Torch may be missing, because only training requires it.</summary>
    public bool Works => Checks.All(check => check.Status != CheckStatus.Fails);

    public required IReadOnlyList<CheckResult> Checks { get; init; }

    /// <summary>Runs all checks.</summary>
    /// <param name="torch">The value of <c>--torch</c>, or null.</param>
    /// <param name="cancellationToken">Ends the process of the current check and skips the others.</param>
    public static DoctorReport Make(string? torch, CancellationToken cancellationToken)
    {
        string repair = Installation.RepairCommand(AppContext.BaseDirectory);
        return new DoctorReport
        {
            FerNet = typeof(EmotionModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            Checks =
            [
                MachineChecks.CheckSystem(),
                MachineChecks.CheckProcessor(),
                .. PartCheck.All.Where(check => check != PartCheck.Torch)
                    .Select(check => CheckProcess.Run(check, torch: null, repair, cancellationToken)),
                CheckTorch(torch, cancellationToken),
            ],
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, DoctorJson.Default.DoctorReport);

    public string ToText() => string.Join(Environment.NewLine, Checks.SelectMany(Lines));

    private static CheckResult CheckTorch(string? torch, CancellationToken cancellationToken)
    {
        try
        {
            return TorchLibrary.Find(torch) is { } folder
                ? CheckProcess.Run(PartCheck.Torch, folder, TorchLibrary.Cure, cancellationToken)
                : new CheckResult(PartCheck.Torch.Name, CheckStatus.Missing, "training needs it, about 500 MB; prediction does not",
                    TorchLibrary.Cure);
        }
        catch (DllNotFoundException error)
        {
            return new CheckResult(PartCheck.Torch.Name, CheckStatus.Fails, error.Message, TorchLibrary.Cure);
        }
    }

    private static IEnumerable<string> Lines(CheckResult check)
    {
        string status = check.Status switch { CheckStatus.Works => "ok", CheckStatus.Missing => "missing", _ => "failed" };
        yield return $"{status,-8} {check.Name,-13} {check.Detail}";
        if (check.Cure is not null) yield return $"{"",-22} {check.Cure}";
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
    [JsonSerializable(typeof(DoctorReport))]
    private sealed partial class DoctorJson : JsonSerializerContext;
}
