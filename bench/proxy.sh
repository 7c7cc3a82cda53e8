#!/usr/bin/env bash
# Round trips, throughput and new connections: direct, through the host's proxy, through haproxy.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_program haproxy haproxy "the proxy is measured against it"
build bench/Bench/Bench.csproj
bench=$bench_root/bench/Bench/bin/Release/net10.0/Bench.dll
echo_port=$(free_port) ours=$(free_port) theirs=$(free_port)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null' EXIT

dotnet "$bench" echo "$echo_port" & pids+=($!)
dotnet "$bench" proxy "$ours" "$echo_port" & pids+=($!)
cat >"$bench_work/haproxy.cfg" <<TEXT
global
  maxconn 4096
defaults
  mode tcp
  timeout connect 5s
  timeout client 60s
  timeout server 60s
listen bench
  bind 127.0.0.1:$theirs
  server echo 127.0.0.1:$echo_port
TEXT
"$(command -v haproxy || echo /usr/sbin/haproxy)" -f "$bench_work/haproxy.cfg" & pids+=($!)
for port in "$echo_port" "$ours" "$theirs"; do wait_port "$port"; done
dotnet "$bench" client "direct=$echo_port" "ours=$ours" "haproxy=$theirs"
