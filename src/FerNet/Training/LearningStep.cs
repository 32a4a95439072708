using TorchSharp;

namespace FerNet.Training;

/// <summary>One step of a training, from a batch to updated weights. Owns its teachers.</summary>
internal sealed class LearningStep : IDisposable
{
    private readonly TrainableNetwork network;
    private readonly TrainingRecipe recipe;
    private readonly Optimizer optimizer;
    private readonly TeacherNetworks? teachers;
    private readonly SharpnessAscent? ascent;
    private readonly int seed;

    /// <param name="plan">Settings and teachers.</param>
    /// <param name="network">Not disposed by this class.</param>
    /// <param name="optimizer">Not disposed by this class.</param>
    public LearningStep(TrainingPlan plan, TrainableNetwork network, Optimizer optimizer)
    {
        (this.network, this.optimizer, recipe, seed) = (network, optimizer, plan.Recipe, plan.Options.Seed);
        teachers = plan.Options.Teachers.Count > 0 && recipe.TeachersSeeCrops
            ? new TeacherNetworks(plan.Options.Teachers, plan.Normalization, network.Device, plan.IsHalf)
            : null;
        AnswerCache = teachers is not null && recipe.AugmentationCycle > 0
            ? new TeacherAnswerCache(recipe.AugmentationCycle, plan.Training.Count)
            : null;
        ascent = recipe.SharpnessRadius > 0 ? new SharpnessAscent(network.Weights, recipe.SharpnessRadius) : null;
    }

    /// <summary>
    /// The cached answers of the teachers; null without <see cref="TrainingRecipe.AugmentationCycle"/> or teachers that see crops.
    /// </summary>
    public TeacherAnswerCache? AnswerCache { get; }

    /// <param name="batch">The batch.</param>
    /// <param name="step">Number of the step over the whole training, from 0.</param>
    /// <param name="progress">Share of the training done, 0 to 1.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="tally">Accumulates the loss and the number of correct answers.</param>
    public void Run(Batch batch, long step, double progress, double rate, StepAccumulator tally)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        StepInput input = StepInput.Upload(batch, network.Device);
        torch.Tensor targets = input.ForEachCrop(Targets(batch, input)); // [crops * n, 7]
        (torch.Tensor loss, torch.Tensor logits) = Answer(input, targets, step, progress, keepsStatistics: false);
        loss.backward();
        tally.Add(loss, logits.narrow(0, 0, batch.Count), input.Labels, batch.Count);
        if (ascent is not null && progress >= recipe.SharpnessFrom)
        {
            ascent.Ascend();
            Answer(input, targets, step, progress, keepsStatistics: true).Loss.backward();
            ascent.Restore();
        }
        optimizer.Step(rate, step + 1);
    }

    public void Dispose()
    {
        teachers?.Dispose();
        AnswerCache?.Dispose();
        ascent?.Dispose();
    }

    /// <summary>The targets of each face [n, 7].</summary>
    private torch.Tensor Targets(Batch batch, StepInput input)
    {
        if (teachers is null) return input.Targets;
        torch.Tensor? answers = AnswerCache?.Find(batch, network.Device);
        if (answers is null)
        {
            answers = teachers.Probabilities(input.Pixels.narrow(0, 0, input.Count));
            AnswerCache?.Add(batch, answers);
        }
        return TeacherNetworks.Blend(input.Targets, answers, recipe.TeacherWeight);
    }

    private (torch.Tensor Loss, torch.Tensor Logits) Answer(StepInput input, torch.Tensor targets, long step, double progress,
        bool keepsStatistics)
    {
        // Seeded by the step, so that dropout draws the same masks after a resume and in both passes of a step.
        using torch.Generator random = new(new CounterRandom(seed, step, -3).Next(), torch.CPU);
        // [crops * n, 7], [crops * n, 10]
        (torch.Tensor logits, torch.Tensor? voteLogits) =
            network.Learn(input.Pixels, random, recipe.DropoutShare(progress * recipe.Epochs), keepsStatistics);
        torch.Tensor? votes = input.Votes is null ? null : input.ForEachCrop(input.Votes);
        torch.Tensor loss = Loss.Compute(network, logits, targets, voteLogits, votes, recipe.VotesWeight);
        if (input.Crops == 2)
        {
            using Scalar weight = recipe.ConsistencyWeight.ToScalar();
            loss = loss.add(Loss.Divergence(logits.narrow(0, 0, input.Count), logits.narrow(0, input.Count, input.Count)), weight);
        }
        return (loss, logits);
    }
}
