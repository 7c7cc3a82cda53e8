#!/usr/bin/env bash
# start-baseline.sh DIRECTORY: starts what record.sh wrote down, all that waits for nothing at once and the rest when the database
# answers; waits until every /health says so; stops it all. Prints the milliseconds of both.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

recorded=$1
pids=()
trap 'kill -9 "${pids[@]}" 2>/dev/null || true' EXIT

still_runs() { kill -0 "$1" 2>/dev/null || die "$2 ended. Its output: $recorded/$2-1.log"; }

launch() {
  local command environment
  mapfile -d '' -t command <"$1.cmd"
  mapfile -d '' -t environment <"$1.env"
  (cd "$(cat "$1.dir")" && exec env -i "${environment[@]}" "${@:2}" "${command[@]}") >"$1.log" 2>&1 &
  pids+=($!)
}

# PostgreSQL refuses root; a user namespace is what the host uses, too.
if [ "$(id -u)" = 0 ]; then as_nobody=(unshare --user --map-user=65534 --map-group=65534 --); else as_nobody=(); fi
began=$(now_ms)
launch "$recorded/postgres-1" "${as_nobody[@]+"${as_nobody[@]}"}"
printf 'bind 127.0.0.1\nport %s\nrequirepass %s\nsave ""\n' "$(cat "$recorded/redis.port")" "$(cat "$recorded/redis.password")" | redis-server - >/dev/null &
pids+=($!)
engine() { # NAME PROGRAM: an engine of ours alone, on the graph's data
  local key secret
  read -r key secret <"$recorded/engines/$1.secret" || true
  ELASTIC_PASSWORD=${key:-} MINIO_ROOT_USER=${key:-} MINIO_ROOT_PASSWORD=${secret:-} dotnet "$bench_root/engines/$2/bin/Debug/net10.0/Platform.Engines.$2.dll" \
    --port "$(cat "$recorded/engines/$1.port")" --data "$bench_root/.platform/default/data/$1/data" >"$recorded/engines/$1.log" 2>&1 &
  pids+=($!)
}
engine kafka Kafka
engine storage ObjectStorage
engine oci-storage ObjectStorage
engine elasticsearch Elasticsearch
launch "$recorded/gateway-1"
launch "$recorded/payment-gateway-1"
launch "$recorded/sales-channels-1"
launch "$recorded/on-premises-1"
launch "$recorded/search-1"
until grep -q 'ready to accept connections' "$recorded/postgres-1.log"; do still_runs "${pids[0]}" postgres && sleep 0.01; done
for service in "$recorded"/{users,catalog,ordering,payments,channels,files,worker}-*.cmd; do launch "${service%.cmd}"; done
for port in "$recorded"/*-*.port; do
  until curl -sf -o /dev/null "http://127.0.0.1:$(cat "$port")/health"; do
    [ $(($(now_ms) - began)) -lt 60000 ] || die "Not healthy after 60 s: ${port%.port}. Its output: ${port%.port}.log"
    sleep 0.01
  done
done
up=$(($(now_ms) - began))

began=$(now_ms)
for pid in "${pids[@]:1}"; do kill -TERM "$pid" 2>/dev/null || true; done
for pid in "${pids[@]:1}"; do wait "$pid" || true; done
# A fast shutdown (SIGINT), as for every data directory that is kept.
kill -INT "${pids[0]}"
wait "${pids[0]}" || true
echo "$up $(($(now_ms) - began))"
