#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Sets up, builds, starts a server, finds solar farms in a Sentinel-2 scene and explains two of them. Results: solargis-demo/.
# Arguments go to "solargis demo" (see: ./demo.sh --help).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/.ci/setup.sh"
cd "$root"
set_up server
say "Building"
dotnet build src/SolarGis.Server -c Release -v quiet -clp:NoSummary || fail "the build failed."
exec src/SolarGis.Server/bin/Release/net10.0/solargis demo "$@"
