# SPDX-License-Identifier: GPL-2.0-or-later
"""The one schema of a site, everywhere: names of at most 10 characters, areas in hectares."""

from __future__ import annotations

from osgeo import ogr

REAL, TEXT, FLAG = ogr.OFTReal, ogr.OFTString, ogr.OFTInteger

SITE_FIELDS = (
    ("site_id", TEXT), ("p_mean", REAL), ("p_max", REAL), ("uncert", REAL), ("area_ha", REAL), ("mw_dc", REAL), ("img_date", TEXT),
    ("model", TEXT), ("run_id", TEXT), ("why", TEXT), ("suspect", FLAG), ("status", TEXT), ("reason", TEXT), ("reviewer", TEXT),
    ("reviewed", TEXT),
)
RUN_FIELDS = (
    ("run_id", TEXT), ("title", TEXT), ("model", TEXT), ("model_hash", TEXT), ("threshold", REAL), ("image", TEXT), ("img_date", TEXT),
    ("created", TEXT), ("folder", TEXT),
)
#: Appended, never changed; an undo is a row too and names the row that it takes back.
DECISION_FIELDS = (
    ("site_id", TEXT), ("run_id", TEXT), ("status", TEXT), ("reason", TEXT), ("reviewer", TEXT), ("decided", TEXT), ("undo_of", FLAG),
)
#: Which run saw which site, and how: new, known, split or merged.
OBSERVATION_FIELDS = (("run_id", TEXT), ("site_id", TEXT), ("relation", TEXT), ("p_mean", REAL), ("area_ha", REAL))

TABLES = {"sites": SITE_FIELDS, "runs": RUN_FIELDS, "decisions": DECISION_FIELDS, "observations": OBSERVATION_FIELDS}

ACCEPTED, REJECTED, UNSURE, ADDED, OPEN = "accepted", "rejected", "unsure", "added", ""
EXPORTED = (ACCEPTED, ADDED)
