using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FerNet.Extensions;

/// <summary>Validates settings when the host starts: ranges, and whether the model's file exists.</summary>
internal sealed class ServiceOptionsValidator(IServiceProvider services) : IValidateOptions<EmotionPredictorServiceOptions>
{
    public ValidateOptionsResult Validate(string? name, EmotionPredictorServiceOptions options)
    {
        List<string> failures = [];
        try
        {
            options.PlainOptions();
        }
        catch (ArgumentException error)
        {
            failures.Add(error.Message);
        }
        if (options.SlowImage <= TimeSpan.Zero)
            failures.Add($"{nameof(options.SlowImage)} is {options.SlowImage:c}; it must be more than 0, such as 00:00:05.");
        ModelSource model = new(options.Model, services.GetService<IHostEnvironment>());
        if (model.Problem is { } problem) failures.Add(problem);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
