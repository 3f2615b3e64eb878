# SPDX-License-Identifier: GPL-2.0-or-later
"""The product's contract, from the descriptor set that ships with the plugin."""

from __future__ import annotations

import os
from functools import lru_cache

from .codec import Codec
from .descriptors import DescriptorPool, Method

PACKAGE = "solargis.v1"


@lru_cache(maxsize=None)
def codec() -> Codec:
    """Return the codec of the contract; read once."""
    with open(os.path.join(os.path.dirname(__file__), "solargis.desc"), "rb") as file:
        return Codec(DescriptorPool(file.read()))


def method(name: str) -> Method:
    """Return a method by its short name, such as ``AnalysisService/Submit``."""
    return codec().pool.methods[f"{PACKAGE}.{name}"]
