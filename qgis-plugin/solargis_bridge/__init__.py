# SPDX-License-Identifier: GPL-2.0-or-later
"""SolarGis: find solar farms in Sentinel-2 imagery, look, vet, export."""


def classFactory(iface):  # noqa: N802 (QGIS gives the name)
    """Return the plugin."""
    from .plugin import SolarGisPlugin
    return SolarGisPlugin(iface)
