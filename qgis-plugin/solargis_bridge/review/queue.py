# SPDX-License-Identifier: GPL-2.0-or-later
"""The order in which sites are looked at, and which of them the sliders hide."""

from __future__ import annotations

from typing import List, Optional, Sequence

from qgis.core import QgsPointXY

from ..register.register import Site

ORDERS = ("uncertainty", "area", "distance")


def uncertainty(site: Site) -> float:
    """Return the given uncertainty, else how near the probability is to one half (0 to 1)."""
    given = site.attributes["uncert"]
    return given if given is not None else 1 - 2 * abs((site.attributes["p_mean"] or 0.5) - 0.5)


def queue(sites: Sequence[Site], order: str, min_probability: float, min_area_ha: float, here: Optional[QgsPointXY] = None) -> List[Site]:
    """Return the sites without a decision that the sliders leave; sites without a figure are never hidden."""
    waiting = [
        s for s in sites if not s.attributes["status"]
        and (s.attributes["p_mean"] is None or s.attributes["p_mean"] >= min_probability)
        and (s.attributes["area_ha"] is None or s.attributes["area_ha"] >= min_area_ha)]
    if order == "area":
        return sorted(waiting, key=lambda s: -(s.attributes["area_ha"] or 0))
    if order == "distance" and here is not None:
        return sorted(waiting, key=lambda s: s.geometry.boundingBox().center().sqrDist(here))
    return sorted(waiting, key=lambda s: -uncertainty(s))
