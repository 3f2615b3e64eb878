# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin in the Processing toolbox, in batch mode, in the model designer and in qgis_process."""
