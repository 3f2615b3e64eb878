# SPDX-License-Identifier: MIT
# Sourced by test.sh: everything between a fresh Debian 12 with the .NET 10 SDK and a build. Safe to repeat.
# Usage: set_up server|tests

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

say() { printf '== %s\n' "$*" >&2; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

server_packages=(ca-certificates dpkg-dev g++ libgdal32 swig)
test_packages=(gdal-bin libprotobuf-dev protobuf-compiler python3 python3-gdal python3-grpcio python3-numpy python3-protobuf python3-pyqt6
  python3-qgis pyqt5-dev-tools qgis qgis-providers xauth xvfb)

install_packages() {
  local missing=() package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  say "Installing from Debian: ${missing[*]}"
  as_root apt-get -qq update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
}

set_up() {
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: install package dotnet-sdk-10.0, then run this again."
  dotnet --list-sdks | grep -q '^10\.' || fail "the .NET 10 SDK is missing (found: $(dotnet --version 2>/dev/null)): install dotnet-sdk-10.0."
  command -v dpkg-query >/dev/null || fail "this script sets up Debian and Ubuntu; elsewhere build with: dotnet build -c Release -p:GdalBackend=maxrev"
  install_packages "${server_packages[@]}" || fail "Debian's packages could not be installed: ${server_packages[*]}"
  if [ "$1" = tests ]; then
    install_packages "${test_packages[@]}" || fail "Debian's packages for the tests could not be installed: ${test_packages[*]}"
  fi
  bash "$root/src/SolarGis.Imagery/Bindings/build.sh" >/dev/null || fail "GDAL's C# bindings could not be built (messages above)."
}
