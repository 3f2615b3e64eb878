# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls to the server through QGIS's own network stack, so that its proxy, certificates and authentication apply."""
