// SPDX-License-Identifier: MIT
using static TorchSharp.torch;

namespace SolarGis.Models.Safetensors;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">Named tensors on the CPU, in the dispose scope of the reader's caller.</param>
/// <param name="Metadata">Named texts.</param>
public sealed record SafetensorsFile(IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata);
