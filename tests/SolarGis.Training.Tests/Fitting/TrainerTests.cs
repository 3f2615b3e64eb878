// SPDX-License-Identifier: MIT
using SolarGis.Models.UNet;
using SolarGis.Training.Fitting;
using SolarGis.Training.Simulation;
using TorchSharp;

namespace SolarGis.Training.Tests.Fitting;

public sealed class TrainerTests
{
    private static readonly TrainingOptions Small = new()
    {
        Steps = 24,
        BatchSize = 2,
        CropSize = 64,
        WarmUpSteps = 4,
        LearningRate = 1e-2,
        AverageDecay = 0.8,
        Widths = [16, 16],
        HeldOutScenes = 2,
        ValidateEvery = 24,
        Scenes = new SceneOptions { Width = 64, Height = 64, LeastFarms = 1, MostFarms = 1, LeastHectares = 5, MostHectares = 15, LeastCover = 0.8, CloudChance = 0, MostConfusers = 2 },
    };

    [Fact]
    public void The_loss_falls()
    {
        var progress = new Recorder();
        using TrainingResult result = new Trainer(Small with { Steps = 80 }).Train(progress, TestContext.Current.CancellationToken);
        Assert.True(progress.Losses.TakeLast(3).Average() < 0.8 * progress.Losses.Take(2).Average(), string.Join(" ", progress.Losses));
        Assert.Equal(80, result.Report.Steps);
        Assert.InRange(result.Report.HeldOut.PixelIoU, 0, 1);
    }

    [Fact]
    public void A_training_that_was_stopped_ends_where_an_uninterrupted_one_does()
    {
        string folder = Directory.CreateTempSubdirectory("solargis-").FullName;
        try
        {
            using TrainingResult whole = new Trainer(Small).Train(cancel: TestContext.Current.CancellationToken);
            TrainingOptions resumable = Small with { CheckpointFolder = folder, CheckpointEvery = 6 };
            using var stop = new CancellationTokenSource();
            Assert.ThrowsAny<OperationCanceledException>(() => new Trainer(resumable).Train(new Stopper(stop), stop.Token));
            using TrainingResult resumed = new Trainer(resumable).Train(cancel: TestContext.Current.CancellationToken);
            foreach ((var first, var second) in UNetState.Of(whole.Network).Zip(UNetState.Of(resumed.Network)))
            {
                Assert.Equal(first.Key, second.Key);
                Assert.True(first.Value.equal(second.Value).all().item<bool>(), first.Key);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Training_and_held_out_scenes_have_other_seeds()
    {
        HashSet<ulong> training = [.. Enumerable.Range(0, 5000).Select(i => SceneSeeds.Training(ulong.MaxValue, i))];
        Assert.DoesNotContain(Enumerable.Range(0, 5000).Select(SceneSeeds.HeldOut), training.Contains);
    }

    [Fact]
    public void The_truth_scores_full_marks_and_nothing_scores_none()
    {
        SimulatedScene scene = new SceneSimulator(Small.Scenes).Simulate(SceneSeeds.HeldOut(0));
        torch.Tensor truth = torch.tensor(scene.Labels.Select(label => label == 1 ? 9f : -9f).ToArray(), [1, 1, 64, 64]);
        EvaluationScores right = SceneEvaluator.Evaluate(_ => truth.alias(), [scene], cancel: TestContext.Current.CancellationToken);
        Assert.Equal((1, 1, 0), (right.PixelIoU, right.ObjectRecall, right.FalsePositiveRate));
        EvaluationScores none = SceneEvaluator.Evaluate(_ => torch.full([1, 1, 64, 64], -9f), [scene], cancel: TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), (none.PixelIoU, none.ObjectRecall));
        EvaluationScores all = SceneEvaluator.Evaluate(_ => torch.full([1, 1, 64, 64], 9f), [scene], cancel: TestContext.Current.CancellationToken);
        Assert.Equal(1, all.FalsePositiveRate);
        Assert.Equal(scene.Labels.Average(label => label), all.PixelPrecision, 1e-9);
    }

    private sealed class Recorder : IProgress<TrainingProgress>
    {
        public List<double> Losses { get; } = [];

        public void Report(TrainingProgress value) => Losses.Add(value.Loss);
    }

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => stop.Cancel();
    }
}
