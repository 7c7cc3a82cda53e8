#!/usr/bin/env bash
# The telemetry store full (256 MB of spans, 256 MB of log records), and what pages ask of it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

build bench/Telemetry/Telemetry.csproj
dotnet "$bench_root/bench/Telemetry/bin/Release/net10.0/TelemetryBench.dll" query "${MEGABYTES:-256}"
