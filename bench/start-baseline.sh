#!/usr/bin/env bash
# start-baseline.sh DIRECTORY: starts what record.sh wrote down, all that waits for nothing at once and the rest when the database
# answers; waits until every /health says so; stops it all. Prints the milliseconds of both.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

recorded=$1
pids=()

launch() {
  local command environment
  mapfile -d '' -t command <"$1.cmd"
  mapfile -d '' -t environment <"$1.env"
  (cd "$(cat "$1.dir")" && exec env -i "${environment[@]}" "${command[@]}") >/dev/null 2>&1 &
  pids+=($!)
}

began=$(now_ms)
launch "$recorded/postgres-1"
printf 'bind 127.0.0.1\nport %s\nrequirepass %s\nsave ""\n' "$(cat "$recorded/redis.port")" "$(cat "$recorded/redis.password")" | redis-server - >/dev/null &
pids+=($!)
launch "$recorded/gateway-1"
launch "$recorded/payment-gateway-1"
tr '\0' '\n' <"$recorded/postgres-1.cmd" >"$recorded/postgres.args"
wait_port "$(grep -A 1 -x -e -p "$recorded/postgres.args" | tail -n 1)"
for service in "$recorded"/{users,catalog,ordering,payments}-*.cmd; do launch "${service%.cmd}"; done
for port in "$recorded"/*-*.port; do
  until curl -sf -o /dev/null "http://127.0.0.1:$(cat "$port")/health"; do sleep 0.01; done
done
up=$(($(now_ms) - began))

began=$(now_ms)
for pid in "${pids[@]:1}"; do kill -TERM "$pid" 2>/dev/null || true; done
for pid in "${pids[@]:1}"; do wait "$pid" || true; done
# A fast shutdown (SIGINT), as for every data directory that is kept.
pkill -INT -P "${pids[0]}" 2>/dev/null || kill -INT "${pids[0]}"
wait "${pids[0]}" || true
echo "$up $(($(now_ms) - began))"
