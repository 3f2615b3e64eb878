# SPDX-License-Identifier: MIT
# Builds and runs the .NET suites; prints "N passed, N failed, N skipped" last. Real QGIS is tested by test.sh on Debian.
param([switch]$Quick, [switch]$Long)
. "$PSScriptRoot/.ci/setup.ps1"
dotnet build SolarGisBridge.sln -c Release -v quiet
if ($LASTEXITCODE -ne 0) { throw 'The build failed.' }
$filter = if ($Long) { @() } elseif ($Quick) { @('-trait-', 'Category=Long', '-trait-', 'Category=Slow') } else { @('-trait-', 'Category=Long') }
$passed = 0; $failed = 0; $skipped = 0
foreach ($project in Get-ChildItem tests -Directory -Filter '*.Tests') {
    $output = & "$($project.FullName)/bin/Release/net10.0/$($project.Name).exe" -noLogo -noColor @filter 2>&1 | Out-String
    if ($output -match 'Total: (\d+), Errors: (\d+), Failed: (\d+), Skipped: (\d+)') {
        $bad = [int]$Matches[2] + [int]$Matches[3]
        $passed += [int]$Matches[1] - $bad - [int]$Matches[4]; $failed += $bad; $skipped += [int]$Matches[4]
        if ($bad) { $output }
    } else { $output; $failed++ }
}
"$passed passed, $failed failed, $skipped skipped"
exit [int]($failed -gt 0)
