#!/usr/bin/env bash
# record.sh DIRECTORY: writes down command, environment and directory of every child of the running default instance, with the ports
# they really listen on in place of the proxies'.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

out=$1
rm -rf "$out" && mkdir -p "$out"
host=$(cat "$bench_root/.platform/default/host.pid")
declare -A listens=([gateway]=8080 [payment-gateway]=8081 [users]=5101 [catalog]=5102 [ordering]=5103 [payments]=5104 [files]=5105 [worker]=5106 [search]=5107 [channels]=5108 [sales-channels]=8082 [on-premises]=8083)
map=()

for pid in $(cat /proc/"$host"/task/*/children); do
  name=$(tr '\0' '\n' <"/proc/$pid/environ" | sed -n 's/^OTEL_SERVICE_NAME=//p')
  command=$(tr '\0' ' ' <"/proc/$pid/cmdline")
  case $command in
    *redis-server* | *Engines.Host.dll*) continue ;;
    *postgres*) name=postgres && map+=(-e "s/Port=5432/Port=$(sed -E 's/.* -p ([0-9]+).*/\1/' <<<"$command")/g") ;;
    *.dll*) ;;
    *) continue ;;
  esac
  number=1
  while [ -e "$out/$name-$number.cmd" ]; do number=$((number + 1)); done
  cp "/proc/$pid/cmdline" "$out/$name-$number.cmd"
  cp "/proc/$pid/environ" "$out/$name-$number.env"
  readlink "/proc/$pid/cwd" >"$out/$name-$number.dir"
  port=$(tr '\0' '\n' <"/proc/$pid/environ" | sed -nE 's/^ASPNETCORE_URLS=.*:([0-9]+)$/\1/p')
  if [ -n "$port" ] && [ $number = 1 ]; then map+=(-e "s/localhost:${listens[$name]}([^0-9]|$)/localhost:$port\\1/g"); fi
  [ -z "$port" ] || echo "$port" >"$out/$name-$number.port"
done

redis=$(free_port)
echo "$redis" >"$out/redis.port"
map+=(-e "s/localhost:6379/localhost:$redis/g")
sed -n 's/.*"Parameters:redis-password": *"\([^"]*\)".*/\1/p' "$bench_root/.platform/default/secrets.json" >"$out/redis.password"
# Kafka, S3 and Elasticsearch run in one process of ours; a script starts one for each.
mkdir "$out/engines"
for engine in kafka storage oci-storage elasticsearch; do
  port=$(free_port)
  case $engine in
    kafka) proxy=9092 ;;
    storage) proxy=9000 ;;
    elasticsearch) proxy=9200 ;;
    *) proxy=$(sed -nE "s#.*\"$engine/http\": *\"([0-9]+)\".*#\1#p" "$bench_root/.platform/default/ports.json") ;;
  esac
  echo "$port" >"$out/engines/$engine.port"
  tr '\0' '\n' <"$out/files-1.env" | sed -nE "s/^ConnectionStrings__$engine=.*AccessKey=([^;]*);SecretKey=(.*)/\1 \2/p" >"$out/engines/$engine.secret"
  [ $engine != elasticsearch ] || sed -n 's/.*"Parameters:elasticsearch-password": *"\([^"]*\)".*/\1/p' "$bench_root/.platform/default/secrets.json" >"$out/engines/$engine.secret"
  map+=(-e "s/localhost:$proxy([^0-9]|$)/localhost:$port\\1/g")
done
for file in "$out"/*.env; do sed -z -E -i "${map[@]}" "$file"; done
