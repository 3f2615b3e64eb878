#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds GDAL's own C# bindings from the distribution's GDAL source against the installed libgdal, once per GDAL version,
# into the user's cache, and leaves the folder's name in obj/bindings-folder.txt. Used where MaxRev.Gdal.Core is not (see README.md beside this file).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

library=$(dpkg-query -W -f '${Package} ${Version}\n' 'libgdal[0-9]*' 2>/dev/null | awk 'NF==2{print; exit}')
if [ -z "$library" ]; then
  echo "GDAL's library is not installed: apt-get install libgdal32" >&2; exit 1
fi
soname=$(dpkg -L "${library%% *}" | grep -m1 -E '/libgdal\.so\.[0-9]+$')
recipe=$(cat "$here/build.sh" "$here/SolarGis.GdalBindings.csproj" "$here/GdalBase.cs" | sha256sum | cut -c1-12)
out=${XDG_CACHE_HOME:-$HOME/.cache}/solargis/gdal-bindings/${library##* }-$recipe
announce() { mkdir -p "$here/obj"; echo "$out" | cmp -s - "$here/obj/bindings-folder.txt" || echo "$out" > "$here/obj/bindings-folder.txt"; echo "$out"; }
if [ -f "$out/SolarGis.GdalBindings.dll" ]; then announce; exit 0; fi

echo "Building GDAL's C# bindings for ${library##* } (about half a minute, once)" >&2
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
# A source list of our own, for the mirrors that this machine already uses; its package lists stay in the scratch folder.
awk '/^Types:/{$0="Types: deb-src"} {print}' /etc/apt/sources.list.d/debian.sources > debian.sources
mkdir -p lists/partial
apt=(-o "Dir::Etc::sourcelist=/dev/null" -o "Dir::Etc::sourceparts=$work/parts" -o "Dir::State::lists=$work/lists" -o APT::Sandbox::User=root)
mkdir parts && mv debian.sources parts/
as_root apt-get "${apt[@]}" -qq update >&2
as_root apt-get "${apt[@]}" -qq source --download-only "gdal=${library##* }" >&2 2>/dev/null \
  || as_root apt-get "${apt[@]}" -qq source --download-only gdal >&2
dpkg-source --no-check -x gdal_*.dsc gdal-source >/dev/null
as_root apt-get -qq -o APT::Sandbox::User=root download libgdal-dev >&2 && dpkg-deb -x libgdal-dev_*.deb headers

source=$work/gdal-source; include=$source/swig/include
generate() { # wrapper namespace interface
  mkdir -p "cs/$1"
  swig -c++ -csharp -DSWIG2_CSHARP -namespace "$2" -dllimport "$1" -outdir "cs/$1" \
    -I"$include" -I"$include/csharp" -I"$source/gdal" -o "$1.cpp" "$include/$3" 2>"$1.swig.log"
}
generate gdalconst_wrap OSGeo.GDAL gdalconst.i
generate osr_wrap OSGeo.OSR osr.i
generate ogr_wrap OSGeo.OGR ogr.i
generate gdal_wrap OSGeo.GDAL gdal.i
printf '%s\n' gdalconst_wrap osr_wrap ogr_wrap gdal_wrap | xargs -P2 -I{} \
  g++ -O2 -fPIC -shared -w -I"$work/headers/usr/include/gdal" -o "lib{}.so" "{}.cpp" "$soname"

cp "$here/SolarGis.GdalBindings.csproj" "$here/GdalBase.cs" cs/
dotnet build cs/SolarGis.GdalBindings.csproj -c Release -o "$work/built" --nologo -v quiet >&2
mkdir -p "$(dirname "$out")"
stage=$out.partial.$$; mkdir -p "$stage"
cp "$work/built/SolarGis.GdalBindings.dll" "$work"/lib*_wrap.so "$stage/"
mv -T "$stage" "$out" 2>/dev/null || rm -rf "$stage"   # another build may have been first
announce
