# SPDX-License-Identifier: GPL-2.0-or-later
"""Decoded messages: dictionaries that answer unset fields with their defaults."""

from __future__ import annotations

from typing import Any, Callable


class Message(dict):
    """The fields that were set, by name; reading another field gives its default without setting it.

    ``"offset" in message`` asks for presence, ``message["offset"]`` for the value.
    """

    def __init__(self, default: Callable[[str], Any], type_name: str) -> None:
        """Create an empty message."""
        super().__init__()
        self._default = default
        self.type_name = type_name

    def __missing__(self, name: str) -> Any:
        """Return the default of a field that is not set; KeyError for a field that does not exist."""
        return self._default(name)
