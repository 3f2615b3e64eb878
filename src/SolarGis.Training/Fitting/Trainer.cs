// SPDX-License-Identifier: MIT
using System.Diagnostics;
using SolarGis.Models.UNet;
using SolarGis.Training.Simulation;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SolarGis.Training.Fitting;

/// <summary>Trains a U-Net on a stream of simulated scenes with AdamW, a cosine schedule and averaged weights.</summary>
public sealed class Trainer
{
    private const int ReportEvery = 10;
    private readonly TrainingOptions _options;
    private readonly SimulatedScene[] _heldOut;

    /// <summary>Prepares a training and simulates its held-out scenes.</summary>
    /// <exception cref="ArgumentException">The options cannot be used.</exception>
    public Trainer(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        var simulator = new SceneSimulator(options.Scenes);
        _heldOut = [.. Enumerable.Range(0, options.HeldOutScenes).Select(n => simulator.Simulate(SceneSeeds.HeldOut(n)))];
    }

    /// <summary>Trains from the start, or from the checkpoint where there is one, on the calling thread.</summary>
    /// <param name="progress">Told every ten steps and at every measurement.</param>
    /// <param name="cancel">Stops between two steps, after a checkpoint where a folder for it is given.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TrainingResult Train(IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        var clock = Stopwatch.StartNew();
        random.manual_seed((long)(_options.Seed & long.MaxValue));
        BandStatistics statistics = BandStatistics.Of(_options);
        var configuration = new UNetConfiguration
        {
            Bands = GroundCanvas.Bands,
            Widths = _options.Widths,
            Mean = statistics.Mean,
            StandardDeviation = statistics.StandardDeviation,
        };
        using var network = new UNetModule(configuration) { ChannelsLast = true };
        var average = new UNetModule(configuration) { ChannelsLast = true };
        try
        {
            average.eval();
            using AdamW optimizer = optim.AdamW(network.parameters(), _options.LearningRate, weight_decay: _options.WeightDecay);
            List<TrainingProgress> history = Run(network, average, optimizer, progress, cancel);
            long parameters = network.parameters().Sum(parameter => parameter.numel());
            return new TrainingResult(average, new TrainingReport
            {
                Seed = _options.Seed,
                Steps = _options.Steps,
                Scenes = _options.Steps * _options.BatchSize / _options.CropsPerScene,
                Parameters = parameters,
                Seconds = clock.Elapsed.TotalSeconds,
                Outlines = _options.Scenes.Outlines.Description,
                History = history,
                HeldOut = history[^1].HeldOut!,
            });
        }
        catch
        {
            average.Dispose();
            throw;
        }
    }

    private List<TrainingProgress> Run(
        UNetModule network, UNetModule average, AdamW optimizer, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        Checkpoint? checkpoint = _options.CheckpointFolder is string folder ? new Checkpoint(folder) : null;
        string fingerprint = (_options with { CheckpointFolder = null, CheckpointEvery = 1, Widths = [] }).ToString() + string.Join(",", _options.Widths);
        var state = new Checkpoint.State(0, fingerprint, []);
        if (checkpoint?.Exists == true) state = checkpoint.Load(fingerprint, network, average, optimizer);

        double lossSum = 0;
        int lossCount = 0;
        foreach (TrainingBatch batch in new BatchSource(_options).From(state.Step, cancel))
        {
            double rate = LearningRate(state.Step);
            lossSum += Step(network, optimizer, batch, rate);
            lossCount++;
            state = state with { Step = state.Step + 1 };
            WeightAverage.Update(average, network, state.Step, _options.AverageDecay);

            bool last = state.Step == _options.Steps, measure = last || state.Step % _options.ValidateEvery == 0;
            if (measure || state.Step % ReportEvery == 0)
            {
                EvaluationScores? scores = measure ? SceneEvaluator.Evaluate(average.forward, _heldOut, cancel: cancel) : null;
                var report = new TrainingProgress(state.Step, _options.Steps, lossSum / lossCount, rate, scores);
                if (measure) state.History.Add(report);
                (lossSum, lossCount) = (0, 0);
                progress?.Report(report);
            }

            bool stop = cancel.IsCancellationRequested;
            if (last || stop || state.Step % _options.CheckpointEvery == 0) checkpoint?.Save(state, network, average, optimizer);
            cancel.ThrowIfCancellationRequested();
        }

        return state.History;
    }

    private double Step(UNetModule network, AdamW optimizer, TrainingBatch batch, double rate)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (var group in optimizer.ParamGroups) group.LearningRate = rate;
        long size = _options.CropSize, count = _options.BatchSize;
        Tensor pixels = tensor(batch.Pixels, [count, GroundCanvas.Bands, size, size]);
        Tensor labels = tensor(batch.Labels, [count, 1, size, size]);
        network.train();
        optimizer.zero_grad();
        Tensor loss = SegmentationLoss.Of(network.forward(pixels), labels);
        loss.backward();
        nn.utils.clip_grad_norm_(network.parameters(), 1.0);
        optimizer.step();
        double value = loss.item<float>();
        return double.IsFinite(value) ? value : throw new InvalidOperationException("The loss is no longer finite; train with a lower learning rate.");
    }

    private double LearningRate(int step)
    {
        if (step < _options.WarmUpSteps) return _options.LearningRate * (step + 1) / _options.WarmUpSteps;
        double share = (double)(step - _options.WarmUpSteps) / Math.Max(1, _options.Steps - _options.WarmUpSteps);
        return _options.LearningRate * (0.01 + 0.99 * 0.5 * (1 + Math.Cos(Math.PI * share)));
    }
}
