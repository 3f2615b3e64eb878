#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs every test of the plugin in real QGIS; the last line counts them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Tuple

HERE = Path(__file__).resolve().parent
PLUGIN = HERE.parents[1] / "qgis-plugin"


def run_unit(path: Path) -> Tuple[int, int, int]:
    """Run one file of unit tests in a process of its own."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, str(path)], cwd=path.parent, env=environment, capture_output=True, text=True, timeout=600)
    ran = re.search(r"^Ran (\d+) test", done.stderr, re.M)
    total = int(ran.group(1)) if ran else 0
    bad = sum(int(n) for n in re.findall(r"(?:failures|errors)=(\d+)", done.stderr))
    skipped = sum(int(n) for n in re.findall(r"skipped=(\d+)", done.stderr))
    if done.returncode != 0:
        # QGIS may crash while it ends; what the tests said stands where they finished well.
        finished_well = ran is not None and re.search(r"^OK", done.stderr, re.M)
        bad = 0 if finished_well else max(1, bad)
    if bad:
        print(done.stderr[-6000:])
    print(f"{path.name}: {total} tests, {bad} failed")
    return max(0, total - bad - skipped), bad, skipped


def run_desktop() -> Tuple[int, int, int]:
    """Run the desktop session under Xvfb; its screens stay in SOLARGIS_SCREENS when that is set."""
    out = Path(os.environ.get("SOLARGIS_SCREENS") or tempfile.mkdtemp(prefix="solargis-desktop-"))
    shutil.rmtree(out, ignore_errors=True)
    profile = out / "profiles" / "profiles" / "default" / "QGIS"
    profile.mkdir(parents=True)
    (profile / "QGIS3.ini").write_text(
        "[PythonPlugins]\nsolargis_bridge=true\n\n[qgis]\nshowTips=false\ncheckVersion=false\n\n[Qgis]\nshowTips3322=false\n",
        encoding="utf-8")
    script = HERE / "desktop" / "session.py"
    environment = {
        **os.environ, "QGIS_PLUGINPATH": str(PLUGIN), "SOLARGIS_DESKTOP_OUT": str(out), "SOLARGIS_DESKTOP_SESSION": str(script),
        "XDG_DATA_HOME": str(out / "data"), "XDG_RUNTIME_DIR": str(out), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("QT_QPA_PLATFORM", None)
    command = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "qgis", "--nologo", "--noversioncheck",
               "--profiles-path", str(out / "profiles"), "--code", str(script)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    record = out / "results.json"
    if not record.exists():
        print(done.stdout[-3000:], done.stderr[-6000:])
        return 0, 1, 0
    data = json.loads(record.read_text(encoding="utf-8"))
    for name, passed, detail in data["results"]:
        print(("ok   " if passed else "FAIL ") + name + ("" if passed else f": {detail}"))
    print("longest stall per step, ms:", {step: round(value) for step, value in data["stalls"].items()})
    if "Traceback" in done.stderr:
        print(done.stderr[-4000:])
    passed = sum(1 for _, good, _ in data["results"] if good)
    return passed, len(data["results"]) - passed, 0


def main() -> int:
    """Run everything, or the files named on the command line."""
    totals = [0, 0, 0]
    wanted = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    suites = [lambda path=path: run_unit(path) for path in sorted((HERE / "unit").glob("test_*.py")) if not wanted or path.stem in wanted]
    if not wanted or "desktop" in wanted:
        suites.append(run_desktop)
    for suite in suites:
        for number, count in enumerate(suite()):
            totals[number] += count
    print("{} passed, {} failed, {} skipped".format(*totals))
    return 1 if totals[1] else 0


if __name__ == "__main__":
    sys.exit(main())
