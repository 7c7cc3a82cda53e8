#!/usr/bin/env bash
# 20 and 200 sleeping children: how soon the first and the last run, the manager's own memory, and how soon all are gone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

build bench/Sleepers/Sleepers.csproj
tools=$bench_work/managers
if [ ! -d "$tools/node_modules/pm2" ]; then
  say "Installing foreman, concurrently and pm2 from npm, to be measured against."
  npm install --prefix "$tools" --silent foreman concurrently pm2 >/dev/null
fi
export PM2_HOME=$bench_work/pm2 PATH=$tools/node_modules/.bin:$PATH

child() { echo "date +%s%N > $stamps/$1; exec sleep 1000"; }

launch_ours() { exec dotnet "$bench_root/bench/Sleepers/bin/Release/net10.0/Sleepers.dll" --Count="$count" --Stamps="$stamps" --instance bench; }
launch_foreman() {
  for i in $(seq "$count"); do echo "s$i: sh -c '$(child "$i")'"; done >"$bench_work/Procfile"
  exec nf start -j "$bench_work/Procfile" -x 0
}
launch_concurrently() {
  local commands=()
  for i in $(seq "$count"); do commands+=("sh -c '$(child "$i")'"); done
  exec concurrently --raw "${commands[@]}"
}
launch_pm2() {
  {
    echo 'module.exports = { apps: ['
    for i in $(seq "$count"); do echo "{ name: 's$i', script: '/bin/sh', args: ['-c', '$(child "$i")'], interpreter: 'none' },"; done
    echo '] };'
  } >"$bench_work/pm2.config.js"
  exec pm2 start "$bench_work/pm2.config.js"
}

measure() {
  local tool=$1 began first last pid roots memory stopped stamp
  stamps=$bench_work/stamps && rm -rf "$stamps" && mkdir -p "$stamps"
  began=$(date +%s%N)
  ("launch_$tool") >"$bench_work/$tool.log" 2>&1 &
  pid=$!
  until [ "$(ls "$stamps" | wc -l)" = "$count" ] && ! find "$stamps" -size 0 | grep -q .; do sleep 0.01; done
  first=$(cat "$stamps"/* | sort -n | head -n 1) last=$(cat "$stamps"/* | sort -n | tail -n 1)
  roots=$pid
  [ "$tool" = pm2 ] && wait "$pid" && roots=$(cat "$PM2_HOME/pm2.pid")
  memory=$(pss $(for p in $(descendants "$roots"); do grep -qaE '^sleep' "/proc/$p/cmdline" 2>/dev/null || echo "$p"; done))
  stamp=$(now_ms)
  if [ "$tool" = pm2 ]; then pm2 kill >/dev/null 2>&1; else kill -TERM "$pid" && { wait "$pid" || true; }; fi
  stopped=$(($(now_ms) - stamp))
  # Whatever outlives its manager would disturb the next measurement.
  mapfile -t left < <(pgrep -f '^sleep 1000')
  [ ${#left[@]} -eq 0 ] || kill -9 "${left[@]}" 2>/dev/null || true
  echo "$(((first - began) / 1000000)) $(((last - began) / 1000000)) $((memory / 1024)) $stopped ${#left[@]}"
}

echo "| children | | first runs after | last runs after | ratio | own memory | stopped after | children left |"
echo "|---|---|---|---|---|---|---|---|"
for count in 20 200; do
  best=
  for tool in ours foreman concurrently pm2; do
    firsts=() lasts=() memories=() stops=()
    for _ in $(seq "${ROUNDS:-3}"); do
      read -r first last memory stop left_over < <(measure "$tool")
      firsts+=("$first") lasts+=("$last") memories+=("$memory") stops+=("$stop")
    done
    last=$(median "${lasts[@]}")
    best=${best:-$last}
    echo "| $count | $tool | $(median "${firsts[@]}") ms | $last ms | $(ratio "$last" "$best")× | $(median "${memories[@]}") MB | $(median "${stops[@]}") ms | $left_over |"
  done
done
