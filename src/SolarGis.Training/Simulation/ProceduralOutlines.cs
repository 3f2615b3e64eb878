// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Union;
using SolarGis.Models;

namespace SolarGis.Training.Simulation;

/// <summary>
/// Invented farm outlines: one to five rectangles with cut corners, laid side by side or set apart by a road, now and then with a
/// yard left out, sheared a little and rotated as a whole.
/// </summary>
public sealed class ProceduralOutlines : IOutlineSource
{
    /// <summary>Square pixels (100 m²) in a hectare.</summary>
    internal const double PixelsPerHectare = 100;

    /// <inheritdoc/>
    public string Description => "invented outlines (rectangles with cut corners, one to five parts)";

    /// <inheritdoc/>
    public Geometry Draw(RandomStream random, double hectares)
    {
        int parts = random.NextDouble() switch { < 0.45 => 1, < 0.7 => 2, < 0.85 => 3, < 0.95 => 4, _ => 5 };
        if (hectares < 4) parts = Math.Min(parts, 2);
        double side = Math.Sqrt(hectares * PixelsPerHectare / parts);
        var blocks = new List<Geometry>();
        double x = 0;
        for (int n = 0; n < parts; n++)
        {
            double stretch = Math.Exp(random.Uniform(-0.6, 0.6));
            double width = side * stretch, height = side / stretch;
            double y = random.Uniform(-0.5, 0.5) * height * (n == 0 ? 0 : 1);
            blocks.Add(Block(random, x, y - height / 2, width, height));
            // Overlapping blocks make L and T shapes; a gap of 10 to 40 m is a road or a boundary.
            x += width + (random.Chance(0.55) ? -0.05 * width : random.Uniform(1, 4));
        }

        Geometry outline = CascadedPolygonUnion.Union(blocks);
        if (hectares > 12 && random.Chance(0.3)) outline = WithYard(outline, random);
        return Place(outline, hectares, random.Uniform(-0.12, 0.12), random.Uniform(0, Math.PI));
    }

    /// <summary>Shears, rotates, scales to an area and centres a shape.</summary>
    internal static Geometry Place(Geometry outline, double hectares, double shear, double angle)
    {
        double scale = Math.Sqrt(hectares * PixelsPerHectare / outline.Area);
        Geometry placed = new AffineTransformation().Shear(shear, 0).Rotate(angle).Scale(scale, scale).Transform(outline);
        Coordinate centre = placed.EnvelopeInternal.Centre;
        return AffineTransformation.TranslationInstance(-centre.X, -centre.Y).Transform(placed);
    }

    private static Polygon Block(RandomStream random, double x, double y, double width, double height)
    {
        Coordinate[] corners = [new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height)];
        var ring = new List<Coordinate>();
        for (int i = 0; i < 4; i++)
        {
            if (!random.Chance(0.3))
            {
                ring.Add(corners[i]);
                continue;
            }

            ring.Add(Towards(corners[i], corners[(i + 3) % 4], random.Uniform(0.1, 0.4)));
            ring.Add(Towards(corners[i], corners[(i + 1) % 4], random.Uniform(0.1, 0.4)));
        }

        ring.Add(ring[0].Copy());
        return GeometryFactory.Default.CreatePolygon([.. ring]);
    }

    private static Coordinate Towards(Coordinate from, Coordinate to, double share) =>
        new(from.X + share * (to.X - from.X), from.Y + share * (to.Y - from.Y));

    private static Geometry WithYard(Geometry outline, RandomStream random)
    {
        Envelope box = outline.EnvelopeInternal;
        double size = random.Uniform(0.12, 0.25) * Math.Min(box.Width, box.Height);
        double x = box.MinX + random.Uniform(0.2, 0.7) * box.Width, y = box.MinY + random.Uniform(0.2, 0.7) * box.Height;
        Geometry yard = GeometryFactory.Default.ToGeometry(new Envelope(x, x + 1.5 * size, y, y + size));
        return outline.Difference(yard);
    }
}
