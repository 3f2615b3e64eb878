# SPDX-License-Identifier: GPL-2.0-or-later
"""The ZIP, Qt 6, translations, the Processing provider."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

import support

support.start_qgis()

import build_zip  # noqa: E402
import check_qt6  # noqa: E402


class PackageTests(unittest.TestCase):
    """What is shipped."""

    def test_zip(self) -> None:
        """It has what QGIS asks for, imports from its own place, and is the same twice."""
        with tempfile.TemporaryDirectory() as folder:
            path = build_zip.build_zip(Path(folder))
            first = path.read_bytes()
            self.assertEqual(first, build_zip.build_zip(Path(folder)).read_bytes())
            with zipfile.ZipFile(path) as archive:
                names = archive.namelist()
                archive.extractall(folder)
            for name in ("__init__.py", "metadata.txt", "LICENSE", "icons/solargis.svg", "protocol/solargis.desc", "help/index.html",
                         "styles/candidates.qml"):
                self.assertIn("solargis_bridge/" + name, names)
            self.assertEqual({"solargis_bridge"}, {name.split("/")[0] for name in names})
            self.assertFalse([name for name in names if "__pycache__" in name])
            script = "import sys; sys.path.insert(0, sys.argv[1]); import solargis_bridge.plugin as p; print(p.__file__)"
            done = subprocess.run(["/usr/bin/python3", "-c", script, folder], capture_output=True, text=True, check=True,
                                  env={**os.environ, "PYTHONPATH": ""})
            self.assertIn(folder, done.stdout)

    def test_ready_for_qt6(self) -> None:
        """Names, scoped enums, imports."""
        self.assertEqual([], check_qt6.problems())

    def test_strings_are_extracted(self) -> None:
        """The shipped .ts is what the sources say today."""
        self.assertIsNotNone(shutil.which("pylupdate5"), "pylupdate5 of pyqt5-dev-tools is missing")
        with tempfile.TemporaryDirectory(dir=support.PACKAGE / "i18n") as folder:
            target = Path(folder, "solargis_en.ts")
            subprocess.run(["bash", str(support.PLUGIN / "tools" / "extract_strings.sh")], check=True, capture_output=True,
                           env={**os.environ, "SOLARGIS_TS": str(target)})
            def sources(path: Path) -> list:
                return sorted(line.strip() for line in path.read_text(encoding="utf-8").splitlines() if "<source>" in line)
            self.assertEqual(sources(target), sources(support.PACKAGE / "i18n" / "solargis_en.ts"))
            self.assertGreater(len(sources(target)), 100)

    def test_provider(self) -> None:
        """Three algorithms; without a server they say what to do."""
        from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback
        from solargis_bridge import settings
        from solargis_bridge.processing_provider.provider import SolarGisProvider
        provider = SolarGisProvider()
        QgsApplication.processingRegistry().addProvider(provider)
        self.assertEqual({"segment", "listmodels", "exportaccepted"}, {a.name() for a in provider.algorithms()})
        settings.put("address", "http://127.0.0.1:9")
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("solargis:listmodels")
        feedback = QgsProcessingFeedback()
        _, ok = algorithm.run({"OUTPUT": "TEMPORARY_OUTPUT"}, QgsProcessingContext(), feedback)
        self.assertFalse(ok)
        self.assertIn("No SolarGis server answers", feedback.textLog())


if __name__ == "__main__":
    unittest.main()
