# SPDX-License-Identifier: GPL-2.0-or-later
"""The jobs that this profile has started, so that they are found again after QGIS restarts."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from qgis.core import QgsSettings

from .segmentation_task import SegmentationJob, SegmentationTask

_KEY = "solargis_bridge/jobs"
_LIMIT = 100


def records() -> List[Dict[str, Any]]:
    """Return the records, oldest first."""
    try:
        return json.loads(QgsSettings().value(_KEY, "[]", type=str))
    except ValueError:
        return []


def remember(task: SegmentationTask) -> Dict[str, Any]:
    """Write down a task as it is now, and return its record."""
    job = task.job
    record = {"job_id": job.job_id, "title": job.title, "folder": job.folder, "model": job.model, "polygons": job.polygons,
              "paths": job.paths, "state": task.state, "files": task.files, "address": task.endpoint.address}
    others = [other for other in records() if other["job_id"] != job.job_id]
    QgsSettings().setValue(_KEY, json.dumps([*others, record][-_LIMIT:]))
    return record


def unfinished(address: str) -> List[SegmentationJob]:
    """Return the jobs that were running on a server when QGIS or the plugin ended."""
    waiting = [r for r in records() if r["state"] in ("STATE_QUEUED", "STATE_RUNNING") and r["address"] == address]
    return [SegmentationJob(r["job_id"], r["title"], r["paths"], {}, (), r["model"], r["polygons"], r["folder"], 0, False) for r in waiting]
