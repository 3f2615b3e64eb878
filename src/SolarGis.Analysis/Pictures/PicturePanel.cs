// SPDX-License-Identifier: MIT
using SolarGis.Imagery.Grids;

namespace SolarGis.Analysis.Pictures;

/// <summary>One panel: a raster as colours, its outlines and its words.</summary>
/// <param name="Title">One line above.</param>
/// <param name="Grid">Size and geotransform of the pixels.</param>
/// <param name="Colours">0xAARRGGBB per pixel, [row][column].</param>
/// <param name="Outlines">Drawn above the pixels.</param>
/// <param name="Scale">Colour scale below the panel, or null.</param>
public sealed record PicturePanel(string Title, Grid Grid, uint[] Colours, IReadOnlyList<PictureOutline> Outlines, ColourScale? Scale = null);
