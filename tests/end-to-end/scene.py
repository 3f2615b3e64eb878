# SPDX-License-Identifier: MIT
"""An image and a model whose answer is known: B11 alone decides, and one rectangle is bright in it."""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path
from typing import Dict

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()

ROLES = ["B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12"]
WIDTH, HEIGHT, EPSG = 180, 140, 32643
LEFT, TOP, PIXEL = 500_000, 2_500_000, 10
# Column, row, width and height of the bright rectangle in pixels: 6 ha.
FARM = (60, 50, 30, 20)
# The model: logit = 20 * B11 - 5; bright is .4, the ground at most .22.
SLOPE, BIAS, BRIGHT, GROUND = 20.0, -5.0, 4000, 2000


def write_image(path: Path) -> None:
    """A ten-band GeoTIFF of stored integers (reflectance times 10,000), as Sentinel-2 products have."""
    random = np.random.default_rng(7)
    dataset = _create(path, WIDTH, HEIGHT, gdal.GDT_UInt16, ["COMPRESS=DEFLATE"])
    column, row, width, height = FARM
    for index, role in enumerate(ROLES):
        pixels = (random.integers(800, 1500, (HEIGHT, WIDTH)) if role != "B11" else
                  GROUND + random.integers(-200, 200, (HEIGHT, WIDTH))).astype(np.uint16)
        if role == "B11":
            pixels[row:row + height, column:column + width] = BRIGHT
        dataset.GetRasterBand(index + 1).WriteArray(pixels)


def write_vast(path: Path) -> None:
    """An image that takes no room on the disk and minutes to work on."""
    _create(path, 8000, 8000, gdal.GDT_Float32, ["TILED=YES", "SPARSE_OK=TRUE", "BIGTIFF=YES"])


def farm_wkt(grow: float = 0) -> str:
    """The rectangle in the image's coordinates."""
    column, row, width, height = FARM
    west, east = LEFT + PIXEL * column - grow, LEFT + PIXEL * (column + width) + grow
    north, south = TOP - PIXEL * row + grow, TOP - PIXEL * (row + height) - grow
    return f"POLYGON (({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"


def write_model(folder: Path) -> None:
    """A model package (model.json and safetensors) of a U-Net that passes B11 through and scales it."""
    folder.mkdir(parents=True)
    shapes = {
        "enc1.conv1": (16, 16, 3, 3), "enc1.conv2": (16, 16, 3, 3), "bott.conv1": (16, 16, 3, 3), "bott.conv2": (16, 16, 3, 3),
        "up1.1": (16, 16, 1, 1), "dec1.conv1": (16, 32, 3, 3), "dec1.conv2": (16, 16, 3, 3), "head": (1, 16, 1, 1)}
    tensors = {}
    for name, shape in shapes.items():
        tensors[f"{name}.weight"], tensors[f"{name}.bias"] = np.zeros(shape, np.float32), np.zeros(shape[0], np.float32)
    tensors["enc1.conv1.weight"][0, ROLES.index("B11"), 1, 1] = 1
    tensors["enc1.conv2.weight"][0, 0, 1, 1] = 1
    # Channel 16 is the skip connection; what comes up from the bottleneck is 0.
    tensors["dec1.conv1.weight"][0, 0, 1, 1] = tensors["dec1.conv1.weight"][0, 16, 1, 1] = 1
    tensors["dec1.conv2.weight"][0, 0, 1, 1] = 1
    tensors["head.weight"][0, 0, 0, 0], tensors["head.bias"][0] = SLOPE, BIAS
    architecture = {"widths": [16, 16], "pad_to": 16, "batch_norm": False}
    bands = [{"role": role, "wavelength": 500, "mean": 0, "standard_deviation": 1} for role in ROLES]
    signature = json.dumps({"architecture": architecture, "bands": bands}, separators=(",", ":"))
    weights = _safetensors(tensors, {"signature": signature})
    (folder / "weights.safetensors").write_bytes(weights)
    (folder / "model.json").write_text(json.dumps({
        "schema_version": 1, "name": folder.name, "version": "1.0.0", "kind": "unet", "summary": "B11 alone decides.",
        "architecture": architecture, "bands": bands, "ground_sampling_distance": 10, "patch_size": 256,
        "stride": 2, "receptive_radius": 10, "halo": 10, "output": "logit",
        "files": {"weights.safetensors": hashlib.sha256(weights).hexdigest()}}), encoding="utf-8")


def _safetensors(tensors: Dict[str, np.ndarray], metadata: Dict[str, str]) -> bytes:
    header, data = {"__metadata__": metadata}, b""
    for name in sorted(tensors):
        content = tensors[name].tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensors[name].shape), "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def _create(path: Path, width: int, height: int, kind: int, options: list) -> gdal.Dataset:
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, len(ROLES), kind, options)
    system = osr.SpatialReference()
    system.ImportFromEPSG(EPSG)
    dataset.SetProjection(system.ExportToWkt())
    dataset.SetGeoTransform((LEFT, PIXEL, 0, TOP, 0, -PIXEL))
    for index, role in enumerate(ROLES):
        dataset.GetRasterBand(index + 1).SetDescription(role)
    return dataset
