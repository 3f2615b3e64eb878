# SPDX-License-Identifier: GPL-2.0-or-later
"""The register of sites: one GeoPackage with sites, runs and append-only decisions."""
