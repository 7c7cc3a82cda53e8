#!/usr/bin/env bash
# Cold start to all healthy and stop, ours and a shell script's in turn. The script starts the very same commands, which are read
# off a run of ours, without a proxy between them; the databases have the same data.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

rounds=${ROUNDS:-5}
recorded=$bench_work/commands
"$bench_root/up" --detach >/dev/null 2>&1 || die "./up --detach fails; run it by hand."
"$bench_root/bench/record.sh" "$recorded"
"$bench_root/down" >/dev/null

ours=() theirs=() stops=() their_stops=() left=0
for _ in $(seq "$rounds"); do
  began=$(now_ms)
  "$bench_root/up" --detach >/dev/null 2>&1
  ours+=($(($(now_ms) - began)))
  mapfile -t pids < <(descendants "$(cat "$bench_root/.platform/default/host.pid")")
  began=$(now_ms)
  "$bench_root/down" >/dev/null
  stops+=($(($(now_ms) - began)))
  # The guard goes when its pipe closes, a moment after the host.
  sleep 0.2
  for pid in "${pids[@]}"; do grep -qs '^State:.[^Z]' "/proc/$pid/status" && left=$((left + 1)); done
  read -r up down < <("$bench_root/bench/start-baseline.sh" "$recorded")
  theirs+=("$up") their_stops+=("$down")
done

a=$(median "${ours[@]}") b=$(median "${theirs[@]}") s=$(median "${stops[@]}") t=$(median "${their_stops[@]}")
echo "| median of $rounds | \`./up --detach\` | shell script | ratio |"
echo "|---|---|---|---|"
echo "| start to all healthy | $a ms | $b ms | $(ratio "$a" "$b")× |"
echo "| stop | $s ms | $t ms | $(ratio "$s" "$t")× |"
echo "| processes left behind | $left | | |"
