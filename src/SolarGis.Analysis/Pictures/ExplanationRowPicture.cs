// SPDX-License-Identifier: MIT
namespace SolarGis.Analysis.Pictures;

/// <summary>One polygon: its imagery, and what each method says.</summary>
/// <param name="Imagery">True colour of the polygon and what lies around it.</param>
/// <param name="Lines">Short sentences about the polygon.</param>
/// <param name="Methods">One per method.</param>
/// <param name="MetresPerPixel">Ground size of a pixel.</param>
public sealed record ExplanationRowPicture(PicturePanel Imagery, IReadOnlyList<string> Lines, IReadOnlyList<ExplanationPanel> Methods, double MetresPerPixel);
