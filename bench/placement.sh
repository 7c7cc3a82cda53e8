#!/usr/bin/env bash
# Kafka and S3 in the host's process, in one child process and in two: start to ready, and memory at rest.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

build bench/Bench/Bench.csproj
echo "| | first start to both ready | the next, median | the next, slowest | processor time of the next | memory at rest |"
echo "|---|---|---|---|---|---|"
for placement in process child children; do
  dotnet "$bench_root/bench/Bench/bin/Release/net10.0/Bench.dll" placement "$placement" "${ROUNDS:-20}"
done
