#!/usr/bin/env bash
# The manifest of generated graphs: linear, and under a second for 1,000 resources.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

build bench/Bench/Bench.csproj
dotnet "$bench_root/bench/Bench/bin/Release/net10.0/Bench.dll" manifest "$bench_work" | grep '^|'
