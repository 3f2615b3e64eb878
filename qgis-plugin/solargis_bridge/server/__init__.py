# SPDX-License-Identifier: GPL-2.0-or-later
"""The server on this computer, and the connection to whichever server is used."""
