#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Build the ZIP that QGIS installs (Plugins > Install from ZIP)."""

from __future__ import annotations

import configparser
import sys
import zipfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "solargis_bridge"
_SKIPPED = (".pyc", ".ts", ".pro")


def build_zip(folder: Path) -> Path:
    """Write the ZIP into a folder and return its path; the same sources give the same bytes."""
    metadata = configparser.ConfigParser()
    metadata.read(PACKAGE / "metadata.txt", encoding="utf-8")
    target = folder / f"solargis_bridge-{metadata['general']['version']}.zip"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(PACKAGE.rglob("*")):
            if path.is_file() and path.suffix not in _SKIPPED and "__pycache__" not in path.parts:
                entry = zipfile.ZipInfo(str(path.relative_to(PACKAGE.parent).as_posix()), (2026, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes())
    return target


if __name__ == "__main__":
    print(build_zip(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
