# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's settings, kept in the user's QGIS profile."""

from __future__ import annotations

import getpass
import os
from typing import Any

from qgis.core import QgsSettings

_PREFIX = "solargis_bridge/"
_DEFAULTS = {
    "address": "", "auth_config": "", "server_program": "solargis", "threshold": 0.5, "min_area_m2": 1000.0, "mw_dc_per_ha": 0.5,
}


def get(name: str) -> Any:
    """Return a setting with the type of its default."""
    if name == "results_folder":
        default: Any = os.path.join(os.path.expanduser("~"), "SolarGis")
    elif name == "reviewer":
        default = getpass.getuser()
    else:
        default = _DEFAULTS[name]
    return QgsSettings().value(_PREFIX + name, default, type=type(default))


def put(name: str, value: Any) -> None:
    """Store a setting."""
    QgsSettings().setValue(_PREFIX + name, value)
