# SPDX-License-Identifier: GPL-2.0-or-later
"""Jobs on the server: submitting, watching, results."""
