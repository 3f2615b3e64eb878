// SPDX-License-Identifier: MIT
namespace SolarGis.Models.Tests.Support;

/// <summary>Tests that look at oneDNN's switch, which holds for the process: nothing may run beside them.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class ProcessWide;
