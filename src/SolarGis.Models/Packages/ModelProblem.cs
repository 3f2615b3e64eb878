// SPDX-License-Identifier: MIT
namespace SolarGis.Models.Packages;

/// <summary>A package that cannot be offered.</summary>
/// <param name="Path">The folder or zip file.</param>
/// <param name="Reason">Machine-readable reason, such as MODEL_DAMAGED.</param>
/// <param name="Message">One plain sentence.</param>
public sealed record ModelProblem(string Path, string Reason, string Message);
