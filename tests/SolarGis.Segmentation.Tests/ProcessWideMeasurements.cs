// SPDX-License-Identifier: MIT
namespace SolarGis.Segmentation.Tests;

/// <summary>Tests that measure the whole process (working set, throughput): another test beside them is measured too.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWideMeasurements
{
    public const string Name = "process-wide measurements";
}
