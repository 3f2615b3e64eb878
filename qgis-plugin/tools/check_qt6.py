#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Check that the plugin is ready for Qt 6: names that exist there, scoped enums, imports by way of qgis.PyQt only."""

from __future__ import annotations

import ast
import importlib
import sys
from pathlib import Path
from typing import Any, Dict, List

PACKAGE = Path(__file__).resolve().parents[1] / "solargis_bridge"
#: Names that qgis.PyQt provides under the old module on Qt 6 too.
_MOVED = {("QtWidgets", "QAction"): "QtGui", ("QtWidgets", "QShortcut"): "QtGui", ("QtWidgets", "QUndoCommand"): "QtGui"}
#: QGIS gives PyQt6 a QVariant of its own with the old members.
_KEPT = {("QtCore", "QVariant")}


def _chain(node: ast.AST) -> List[str]:
    names: List[str] = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    return [node.id, *names] if isinstance(node, ast.Name) else []


def problems_in(path: Path) -> List[str]:
    """Return what would fail on Qt 6 in one file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: List[str] = []
    known: Dict[str, Any] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module.split(".")[0] in ("PyQt5", "PyQt6", "PySide2", "PySide6"):
                found.append(f"{path.name}:{node.lineno}: imports {node.module}, not qgis.PyQt")
            if node.module.startswith("qgis.PyQt."):
                module = node.module.split(".")[2]
                for name in node.names:
                    if (module, name.name) in _KEPT:
                        continue
                    qt6 = importlib.import_module("PyQt6." + _MOVED.get((module, name.name), module))
                    if hasattr(qt6, name.name):
                        known[name.asname or name.name] = getattr(qt6, name.name)
                    else:
                        found.append(f"{path.name}:{node.lineno}: {name.name} is not in PyQt6.{module}")
        elif isinstance(node, ast.Import) and any(n.name.split(".")[0] in ("PyQt5", "PyQt6") for n in node.names):
            found.append(f"{path.name}:{node.lineno}: imports Qt directly")
    for node in ast.walk(tree):
        names = _chain(node) if isinstance(node, ast.Attribute) else []
        if len(names) > 1 and names[0] in known:
            value = known[names[0]]
            for name in names[1:]:
                if not hasattr(value, name):
                    found.append(f"{path.name}:{node.lineno}: {'.'.join(names)} is not in PyQt6")
                    break
                value = getattr(value, name)
                if callable(value) and not isinstance(value, type):
                    break
        if isinstance(node, ast.Attribute) and node.attr == "exec_":
            found.append(f"{path.name}:{node.lineno}: exec_ is not in PyQt6")
    return found


def problems() -> List[str]:
    """Return what would fail on Qt 6 in the plugin."""
    return sorted({problem for path in sorted(PACKAGE.rglob("*.py")) for problem in problems_in(path)})


if __name__ == "__main__":
    print("\n".join(problems()) or "ready for Qt 6")
    sys.exit(1 if problems() else 0)
