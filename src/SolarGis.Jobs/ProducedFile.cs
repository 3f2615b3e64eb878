// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>A file that an executor left in the job's output folder.</summary>
/// <param name="Name">Plain file name.</param>
/// <param name="Role">What it is to a client.</param>
/// <param name="MediaType">MIME type.</param>
/// <param name="Title">One line for the analyst.</param>
public sealed record ProducedFile(string Name, string Role, string MediaType, string Title);
