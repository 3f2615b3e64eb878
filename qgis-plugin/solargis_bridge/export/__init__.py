# SPDX-License-Identifier: GPL-2.0-or-later
"""Accepted sites as files for others."""
