#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Extracts every translatable string into a .ts file (needs pylupdate5 of pyqt5-dev-tools).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../solargis_bridge"
mapfile -t files < <(find . -name '*.py' | LC_ALL=C sort)
pylupdate5 -noobsolete "${files[@]}" -ts "${SOLARGIS_TS:-i18n/solargis_en.ts}"
