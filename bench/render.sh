#!/usr/bin/env bash
# The dashboard's pages in a browser: 200 resources, 10,000 log rows, a trace of 10,000 spans, a console at 10,000 lines a second. RUNS makes it shorter or longer.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_node
need_program chromium chromium "the browser that is measured"
build bench/Telemetry/Telemetry.csproj
node "$bench_root/bench/Render/measure.mjs" "$bench_root/bench/Telemetry/bin/Release/net10.0/TelemetryBench.dll" "${RUNS:-5}"
