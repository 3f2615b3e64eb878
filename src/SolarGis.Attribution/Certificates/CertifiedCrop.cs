// SPDX-License-Identifier: MIT
namespace SolarGis.Attribution.Certificates;

/// <summary>The part of the patch that was computed; attribution outside it is exactly 0.</summary>
/// <param name="Used">False where the whole patch was computed.</param>
/// <param name="Column">First column within the patch.</param>
/// <param name="Row">First row within the patch.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="PatchWidth">Columns of the patch.</param>
/// <param name="PatchHeight">Rows of the patch.</param>
public sealed record CertifiedCrop(bool Used, int Column, int Row, int Width, int Height, int PatchWidth, int PatchHeight);
