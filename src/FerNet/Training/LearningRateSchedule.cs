using System.Text.Json.Serialization;
using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>The learning rate as a function of the training's progress.</summary>
/// <remarks>Immutable and therefore thread-safe. The schedule has no state, so a resumed training uses the same rates.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "Type")]
[JsonDerivedType(typeof(ConstantRate), "Constant")]
[JsonDerivedType(typeof(CosineRate), nameof(WarmUpThenCosine))]
[JsonDerivedType(typeof(SteppedRate), nameof(Steps))]
public abstract record LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>The peak rate during the whole training.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantRate();

    /// <summary>The learning rate of a step as a share of the peak rate, 0 to 1.</summary>
    /// <param name="progress">Steps done divided by all steps, 0 to 1: 0 before the first, less than 1 at the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">The progress lies outside 0 to 1.</exception>
    public abstract double Factor(double progress);

    /// <summary>Rises linearly during the warm-up, then falls to <paramref name="end"/> along half a cosine.</summary>
    /// <remarks>Source: Loshchilov and Hutter, "SGDR", arXiv:1608.03983, without restarts.</remarks>
    /// <param name="warmUp">Length of the warm-up as a share of the training, 0 to 0.5. Default: 0.05.</param>
    /// <param name="end">Share of the peak rate at the end, 0 to 1. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static LearningRateSchedule WarmUpThenCosine(double warmUp = 0.05, double end = 0) => new CosineRate(
        Guard.Between(warmUp, 0, 0.5, nameof(warmUp)),
        Guard.Between(end, 0, 1, nameof(end)));

    /// <summary>Multiplies the rate by <paramref name="factor"/> after each <paramref name="interval"/> of the training.</summary>
    /// <param name="interval">Interval as a share of the training, 1e-6 to 1.</param>
    /// <param name="factor">Factor of the rate, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static LearningRateSchedule Steps(double interval, double factor) => new SteppedRate(
        Guard.Between(interval, 1e-6, 1, nameof(interval)),
        Guard.Between(factor, 0, 1, nameof(factor)));

    internal sealed record ConstantRate : LearningRateSchedule
    {
        public override double Factor(double progress)
        {
            _ = Guard.Between(progress, 0, 1, nameof(progress));
            return 1;
        }

        public override string ToString() => "constant";
    }

    internal sealed record CosineRate(double WarmUp, double End) : LearningRateSchedule
    {
        /// <summary>The smallest progress during the warm-up: the first step would have a rate of zero otherwise.</summary>
        private const double LeastProgress = 1e-3;

        public override double Factor(double progress)
        {
            _ = Guard.Between(progress, 0, 1, nameof(progress));
            return progress < WarmUp
                ? Math.Min(1, Math.Max(progress, LeastProgress) / WarmUp)
                : End + ((1 - End) * 0.5 * (1 + Math.Cos(Math.PI * (progress - WarmUp) / (1 - WarmUp))));
        }

        public override string ToString() => Invariant($"warm-up {WarmUp} then cosine to {End}");
    }

    internal sealed record SteppedRate(double Interval, double Drop) : LearningRateSchedule
    {
        // In floating point, 0.3 / 0.1 is slightly less than 3.
        public override double Factor(double progress) =>
            Math.Pow(Drop, Math.Floor((Guard.Between(progress, 0, 1, nameof(progress)) / Interval) + 1e-9));

        public override string ToString() => Invariant($"times {Drop} each {Interval} of the training");
    }
}
