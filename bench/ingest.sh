#!/usr/bin/env bash
# Spans a second that the dashboard takes in and keeps, over gRPC and HTTP, with the generator on the same cores; and reading alone beside Google.Protobuf.
# SECONDS_EACH makes it shorter or longer.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

build bench/Telemetry/Telemetry.csproj
bench="dotnet $bench_root/bench/Telemetry/bin/Release/net10.0/TelemetryBench.dll"
out=$(mktemp "$bench_work/ingest.XXXX")
pid=
trap 'kill $pid 2>/dev/null; wait 2>/dev/null; rm -f "$out"' EXIT

$bench parse
echo
$bench serve >"$out" &
pid=$!
until [ -s "$out" ]; do
  kill -0 "$pid" 2>/dev/null || die "The dashboard did not start."
  sleep 0.05
done
read -r grpc http control <"$out"
$bench load "$grpc" "$http" "$control" "${SECONDS_EACH:-8}"
