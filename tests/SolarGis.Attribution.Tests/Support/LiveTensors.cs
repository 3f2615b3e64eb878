// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Tests.Support;

/// <summary>Tests that count the process's live tensors, so nothing else may run beside them.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class LiveTensors;
