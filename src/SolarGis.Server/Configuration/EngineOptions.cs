// SPDX-License-Identifier: MIT
namespace SolarGis.Server.Configuration;

/// <summary>The engine process.</summary>
internal sealed class EngineOptions
{
    /// <summary>auto, cpu or cuda:N.</summary>
    public string Device { get; set; } = "auto";

    /// <summary>Threads of tensor work; 0 for all cores.</summary>
    public int Threads { get; set; }

    /// <summary>A program that starts the engine with the arguments it is given, such as a wrapper that confines it.</summary>
    public string? Command { get; set; }

    /// <summary>The longest start, seconds.</summary>
    public double StartSeconds { get; set; } = 120;

    /// <summary>How long a cancelled job may take to end before its engine is killed, seconds.</summary>
    public double CancelGraceSeconds { get; set; } = 3;

    /// <summary>The longest answer to inspections and estimates, seconds.</summary>
    public double QuerySeconds { get; set; } = 60;
}
