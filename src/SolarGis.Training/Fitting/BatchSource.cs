// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;
using SolarGis.Models;
using SolarGis.Training.Simulation;

namespace SolarGis.Training.Fitting;

/// <summary>Makes the batch of any step from the seed alone, so that a resumed training sees what an uninterrupted one would.</summary>
internal sealed class BatchSource
{
    private readonly TrainingOptions _options;
    private readonly SceneSimulator _simulator;

    public BatchSource(TrainingOptions options) => (_options, _simulator) = (options, new SceneSimulator(options.Scenes));

    /// <summary>Batches of the steps from a first one on, made ahead on other threads.</summary>
    public IEnumerable<TrainingBatch> From(int firstStep, CancellationToken cancel)
    {
        using var ahead = new BlockingCollection<TrainingBatch>(3);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task producer = Task.Run(
            () =>
            {
                try
                {
                    for (int step = firstStep; step < _options.Steps; step++) ahead.Add(Batch(step), stop.Token);
                }
                finally
                {
                    ahead.CompleteAdding();
                }
            },
            CancellationToken.None);
        try
        {
            foreach (TrainingBatch batch in ahead.GetConsumingEnumerable(cancel)) yield return batch;
            producer.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            ((IAsyncResult)producer).AsyncWaitHandle.WaitOne();
        }
    }

    /// <summary>The batch of a step.</summary>
    public TrainingBatch Batch(int step)
    {
        int size = _options.CropSize, area = size * size, perScene = _options.CropsPerScene, scenes = _options.BatchSize / perScene;
        var batch = new TrainingBatch(new float[_options.BatchSize * GroundCanvas.Bands * area], new float[_options.BatchSize * area]);
        for (int s = 0; s < scenes; s++)
        {
            int index = step * scenes + s, across = _options.Scenes.Width / size;
            SimulatedScene scene = _simulator.Simulate(SceneSeeds.Training(_options.Seed, index));
            for (int c = 0; c < perScene; c++)
            {
                int crop = s * perScene + c;
                var random = new RandomStream(_options.Seed, $"augment/{index}/{c}");
                Augmentation.Draw(random).Cut(
                    scene, c % across * size, c / across * size, size,
                    batch.Pixels.AsSpan(crop * GroundCanvas.Bands * area, GroundCanvas.Bands * area), batch.Labels.AsSpan(crop * area, area));
            }
        }

        return batch;
    }
}
