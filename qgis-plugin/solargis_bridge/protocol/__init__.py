# SPDX-License-Identifier: GPL-2.0-or-later
"""The wire format: protocol buffers by descriptor, gRPC-Web frames and statuses. Knows no Qt and no QGIS."""
