// SPDX-License-Identifier: MIT
namespace SolarGis.Jobs;

/// <summary>The process that worked on a job ended before the job did.</summary>
/// <param name="message">How it ended, for the log.</param>
/// <param name="inner">The cause.</param>
public sealed class ExecutorDiedException(string message, Exception? inner = null) : Exception(message, inner);
