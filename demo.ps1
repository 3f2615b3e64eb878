# SPDX-License-Identifier: MIT
# Builds, starts a server, finds solar farms in a Sentinel-2 scene and explains two of them. Results: solargis-demo\.
. "$PSScriptRoot/.ci/setup.ps1"
dotnet build src/SolarGis.Server -c Release -v quiet
if ($LASTEXITCODE -ne 0) { throw 'The build failed.' }
& src/SolarGis.Server/bin/Release/net10.0/solargis.exe demo @args
exit $LASTEXITCODE
