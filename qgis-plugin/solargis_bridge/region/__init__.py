# SPDX-License-Identifier: GPL-2.0-or-later
"""What is sent: the region on the map and the images under it."""
