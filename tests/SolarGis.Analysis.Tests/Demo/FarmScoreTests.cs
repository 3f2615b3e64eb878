// SPDX-License-Identifier: MIT
using NetTopologySuite.Geometries;
using SolarGis.Analysis.Demo;

namespace SolarGis.Analysis.Tests.Demo;

public sealed class FarmScoreTests
{
    private static readonly KnownFarm[] Farms = [new(1, Square(0, 0, 10), 1, 0.8), new(2, Square(100, 0, 10), 1, 0.8), new(3, Square(200, 0, 10), 1, 0.8)];

    [Fact]
    public void A_farm_is_measured_with_all_candidates_that_are_mostly_on_it()
    {
        // Two halves of the first farm, one shifted on the second, none on the third, one nowhere.
        Geometry[] candidates = [Box(0, 0, 5, 10), Box(5, 0, 10, 10), Box(105, 0, 115, 10), Square(500, 500, 3)];
        IReadOnlyList<FarmScore> scores = FarmScore.Match(Farms, candidates);
        Assert.Equal([0, 1], scores[0].Candidates);
        Assert.Equal(1, scores[0].IntersectionOverUnion, 1e-12);
        Assert.Equal(50.0 / 150, scores[1].IntersectionOverUnion, 1e-12);
        Assert.Empty(scores[2].Candidates);
        Assert.Equal(0, scores[2].IntersectionOverUnion);
    }

    [Fact]
    public void A_candidate_over_two_farms_counts_for_the_one_that_it_covers_more()
    {
        IReadOnlyList<FarmScore> scores = FarmScore.Match(Farms, [Box(0, 0, 105, 10)]);
        Assert.Equal([0], scores[0].Candidates);
        Assert.Equal(100.0 / 1050, scores[0].IntersectionOverUnion, 1e-12);
        Assert.Empty(scores[1].Candidates);
    }

    private static Polygon Square(double x, double y, double edge) => Box(x, y, x + edge, y + edge);

    private static Polygon Box(double minX, double minY, double maxX, double maxY) =>
        (Polygon)GeometryFactory.Default.ToGeometry(new Envelope(minX, maxX, minY, maxY));
}
