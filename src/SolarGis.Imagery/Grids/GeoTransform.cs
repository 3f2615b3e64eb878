// SPDX-License-Identifier: MIT
namespace SolarGis.Imagery.Grids;

/// <summary>GDAL's affine map from pixel corners (column, row) to coordinates: x = A + column*B + row*C, y = D + column*E + row*F.</summary>
/// <param name="OriginX">x of the outer corner of the first pixel.</param>
/// <param name="PixelWidth">x per column.</param>
/// <param name="RowRotation">x per row, 0 for north-up grids.</param>
/// <param name="OriginY">y of the outer corner of the first pixel.</param>
/// <param name="ColumnRotation">y per column, 0 for north-up grids.</param>
/// <param name="PixelHeight">y per row, negative for north-up grids.</param>
public readonly record struct GeoTransform(
    double OriginX, double PixelWidth, double RowRotation, double OriginY, double ColumnRotation, double PixelHeight)
{
    /// <summary>The six numbers in GDAL's order.</summary>
    public double[] ToArray() => [OriginX, PixelWidth, RowRotation, OriginY, ColumnRotation, PixelHeight];

    /// <summary>Reads six numbers in GDAL's order.</summary>
    public static GeoTransform FromArray(ReadOnlySpan<double> six) => new(six[0], six[1], six[2], six[3], six[4], six[5]);

    /// <summary>True when rows run east-west and columns north-south.</summary>
    public bool IsAxisAligned => RowRotation == 0 && ColumnRotation == 0;

    /// <summary>Coordinates of a (fractional) pixel corner position.</summary>
    public (double X, double Y) Apply(double column, double row) =>
        (OriginX + column * PixelWidth + row * RowRotation, OriginY + column * ColumnRotation + row * PixelHeight);

    /// <summary>The (fractional) pixel corner position of coordinates.</summary>
    public (double Column, double Row) Invert(double x, double y)
    {
        double determinant = PixelWidth * PixelHeight - RowRotation * ColumnRotation;
        double dx = x - OriginX, dy = y - OriginY;
        return ((dx * PixelHeight - dy * RowRotation) / determinant, (dy * PixelWidth - dx * ColumnRotation) / determinant);
    }

    /// <summary>The transform of a window that starts at a pixel of this grid.</summary>
    public GeoTransform At(int column, int row)
    {
        (double x, double y) = Apply(column, row);
        return this with { OriginX = x, OriginY = y };
    }
}
