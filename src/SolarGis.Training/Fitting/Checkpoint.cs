// SPDX-License-Identifier: MIT
using System.Text.Json;
using SolarGis.Models.UNet;
using TorchSharp.Modules;

namespace SolarGis.Training.Fitting;

/// <summary>The state of a training on disk: network, average, optimiser and step. A new one replaces the old one whole.</summary>
internal sealed class Checkpoint(string folder)
{
    private const string StateFile = "state.json";
    private string Current => Path.Combine(folder, "checkpoint");

    private string Previous => Path.Combine(folder, "checkpoint.old");

    /// <summary>Whether there is one to continue.</summary>
    public bool Exists => Complete() is not null;

    public void Save(State state, UNetModule network, UNetModule average, AdamW optimizer)
    {
        string fresh = Path.Combine(folder, "checkpoint.new");
        if (Directory.Exists(fresh)) Directory.Delete(fresh, true);
        Directory.CreateDirectory(fresh);
        network.save(Path.Combine(fresh, "network.bin"));
        average.save(Path.Combine(fresh, "average.bin"));
        optimizer.save_state_dict(Path.Combine(fresh, "optimizer.bin"));
        File.WriteAllText(Path.Combine(fresh, StateFile), JsonSerializer.Serialize(state));
        if (Directory.Exists(Previous)) Directory.Delete(Previous, true);
        if (Directory.Exists(Current)) Directory.Move(Current, Previous);
        Directory.Move(fresh, Current);
    }

    /// <exception cref="InvalidOperationException">It belongs to another training.</exception>
    public State Load(string fingerprint, UNetModule network, UNetModule average, AdamW optimizer)
    {
        string from = Complete()!;
        State state = JsonSerializer.Deserialize<State>(File.ReadAllText(Path.Combine(from, StateFile)))!;
        if (state.Fingerprint != fingerprint)
            throw new InvalidOperationException("The checkpoint belongs to a training with other options; choose another checkpoint folder or delete it.");
        network.load(Path.Combine(from, "network.bin"));
        average.load(Path.Combine(from, "average.bin"));
        optimizer.load_state_dict(Path.Combine(from, "optimizer.bin"));
        return state;
    }

    // Between the two renames of a save only the old one is there.
    private string? Complete() => new[] { Current, Previous }.FirstOrDefault(path => File.Exists(Path.Combine(path, StateFile)));

    /// <param name="Step">Steps done.</param>
    /// <param name="Fingerprint">Of the options that decide the result.</param>
    /// <param name="History">Measurements so far.</param>
    internal sealed record State(int Step, string Fingerprint, List<TrainingProgress> History);
}
