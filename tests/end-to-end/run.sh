#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A client made from proto/ alone, against a real server; the last line counts its tests.
# SOLARGIS: the program to test; else the one that the solution's Release build made.
exec /usr/bin/python3 -B "$(dirname "${BASH_SOURCE[0]}")/run.py" "$@"
