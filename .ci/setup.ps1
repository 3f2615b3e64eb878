# SPDX-License-Identifier: MIT
# Dot-sourced by test.ps1: checks the .NET 10 SDK; GDAL comes from MaxRev.Gdal.Core, libtorch from NuGet.
$ErrorActionPreference = 'Stop'
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
if (-not (Get-Command dotnet -ErrorAction SilentlyContinue) -or -not (dotnet --list-sdks | Select-String '^10\.')) {
    throw 'The .NET 10 SDK is missing: install it (winget install Microsoft.DotNet.SDK.10), then run this again.'
}
Set-Location (Split-Path -Parent $PSScriptRoot)
