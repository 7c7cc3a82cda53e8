#!/usr/bin/env bash
# A fresh, isolated graph of PostgreSQL and Redis in a test process, again and again; and the same two servers from a shell script.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_program redis-server redis-server "the graph holds one"
build bench/Bench/Bench.csproj
dotnet "$bench_root/bench/Bench/bin/Release/net10.0/Bench.dll" graph "${ROUNDS:-20}"
