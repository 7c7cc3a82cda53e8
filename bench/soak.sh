#!/usr/bin/env bash
# Three minutes of 50,000 spans a second: memory once the store is full, and a trace that failed in the first second. SECONDS_LONG makes it shorter or longer.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

build bench/Telemetry/Telemetry.csproj
dotnet "$bench_root/bench/Telemetry/bin/Release/net10.0/TelemetryBench.dll" soak "${SECONDS_LONG:-180}" "${RATE:-50000}" "${MEGABYTES:-256}"
