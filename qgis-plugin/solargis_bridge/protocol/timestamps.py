# SPDX-License-Identifier: GPL-2.0-or-later
"""google.protobuf.Timestamp and Duration as Python values."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, Dict, Mapping

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def to_datetime(timestamp: Mapping[str, Any]) -> datetime:
    """Return a timestamp as a time in UTC."""
    return _EPOCH + timedelta(seconds=timestamp["seconds"], microseconds=timestamp["nanos"] // 1000)


def from_datetime(value: datetime) -> Dict[str, int]:
    """Return an aware time as a timestamp."""
    whole = value - _EPOCH
    return {"seconds": whole.days * 86400 + whole.seconds, "nanos": whole.microseconds * 1000}


def to_seconds(duration: Mapping[str, Any]) -> float:
    """Return a duration in seconds."""
    return duration["seconds"] + duration["nanos"] / 1e9
