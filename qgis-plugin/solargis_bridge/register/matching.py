# SPDX-License-Identifier: GPL-2.0-or-later
"""Which candidates of a new run are sites that the register knows already."""

from __future__ import annotations

from typing import List, NamedTuple, Sequence

from qgis.core import QgsFeature, QgsGeometry, QgsSpatialIndex

#: Share of the union that two polygons must have in common to be the same site.
SAME_SITE_IOU = 0.5
#: Share of the smaller polygon that must lie in the other for a split or a merge.
_PART = 0.5


class Match(NamedTuple):
    """What a candidate is: ``known`` (then ``site`` is its position), ``new``, ``split`` or ``merged``."""

    relation: str
    site: int


def intersection_over_union(one: QgsGeometry, other: QgsGeometry) -> float:
    """Return the overlap of two polygons, 0 to 1."""
    common = one.intersection(other).area()
    union = one.area() + other.area() - common
    return common / union if union > 0 else 0.0


def match(candidates: Sequence[QgsGeometry], sites: Sequence[QgsGeometry]) -> List[Match]:
    """Match candidates to sites; a site takes the candidate with the largest overlap, the other pieces are new."""
    index = QgsSpatialIndex()
    for number, site in enumerate(sites):
        feature = QgsFeature(number)
        feature.setGeometry(site)
        index.addFeature(feature)
    pairs = []
    result = [Match("new", -1)] * len(candidates)
    for number, candidate in enumerate(candidates):
        parts = 0
        for site in index.intersects(candidate.boundingBox()):
            overlap = intersection_over_union(candidate, sites[site])
            if overlap >= SAME_SITE_IOU:
                pairs.append((overlap, number, site))
            common = candidate.intersection(sites[site]).area()
            if common >= _PART * sites[site].area():
                parts += 1
            elif common >= _PART * candidate.area():
                result[number] = Match("split", -1)
        if parts > 1:
            result[number] = Match("merged", -1)
    taken = set()
    for _, number, site in sorted(pairs, reverse=True):
        if site not in taken and result[number].relation not in ("known", "merged"):
            taken.add(site)
            result[number] = Match("known", site)
    return result
