# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the plugin lies, and QGIS without a desktop."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PLUGIN = ROOT / "qgis-plugin"
PACKAGE = PLUGIN / "solargis_bridge"
for _path in (PLUGIN, PLUGIN / "tools", ROOT / "tests" / "qgis"):
    if str(_path) not in sys.path:
        sys.path.insert(0, str(_path))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Settings and data of the person who runs the tests are neither read nor written.
if "QGIS_CUSTOM_CONFIG_PATH" not in os.environ:
    os.environ["QGIS_CUSTOM_CONFIG_PATH"] = tempfile.mkdtemp(prefix="solargis-profile-")


def start_qgis():
    """Start QGIS without a desktop, once per process."""
    from qgis.core import QgsSettings
    from qgis.testing import start_app
    start_app()
    QgsSettings().setValue("locale/userLocale", "en_US")
