#!/usr/bin/env bash
# The Kafka broker and the S3 server as processes of their own, loaded with librdkafka and AWS's SDK. SECONDS_EACH and MEGABYTES make it shorter or longer.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_librdkafka
build engines/Kafka/Kafka.csproj
build engines/ObjectStorage/ObjectStorage.csproj
build bench/Engines/Engines.csproj
bench="dotnet $bench_root/bench/Engines/bin/Release/net10.0/EngineBench.dll"
data=$(mktemp -d "$bench_work/engines.XXXX")
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; wait 2>/dev/null; rm -rf "$data"' EXIT
export MINIO_ROOT_USER=bench MINIO_ROOT_PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
duration=${SECONDS_EACH:-10}

kafka=$(free_port) began=$(now_ms)
dotnet "$(ls "$bench_root"/engines/Kafka/bin/Release/net10.0/*Kafka.dll | head -n 1)" --port "$kafka" --data "$data/kafka" >"$data/kafka.log" 2>&1 &
pids+=($!)
wait_port "$kafka" && kafka_start=$(($(now_ms) - began)) kafka_memory=$(pss "${pids[0]}")
s3=$(free_port) began=$(now_ms)
dotnet "$(ls "$bench_root"/engines/ObjectStorage/bin/Release/net10.0/*ObjectStorage.dll | head -n 1)" --port "$s3" --data "$data/s3" >"$data/s3.log" 2>&1 &
pids+=($!)
wait_port "$s3" && s3_start=$(($(now_ms) - began)) s3_memory=$(pss "${pids[1]}")

echo "| alone, as a process | start to listening | memory at rest | memory after the load |"
echo "|---|---|---|---|"
after() {
  echo "| Kafka | $kafka_start ms | $((kafka_memory / 1024)) MB | $(($(pss "${pids[0]}") / 1024)) MB |"
  echo "| S3 | $s3_start ms | $((s3_memory / 1024)) MB | $(($(pss "${pids[1]}") / 1024)) MB |"
}
{
  echo && $bench kafka-throughput "127.0.0.1:$kafka" "${RECORDS:-1000000}"
  echo && echo "| 1,000 a second, linger 0 | records | p50 | p95 | p99 | slowest |" && echo "|---|---|---|---|---|---|"
  $bench kafka-latency "ours" "127.0.0.1:$kafka" "$duration"
  $bench kafka-latency "librdkafka's mock cluster, in the client's process" mock "$duration" 2>/dev/null
  echo && echo "| one object, AWS's SDK | size | put | get | MD5 alone |" && echo "|---|---|---|---|---|"
  $bench s3-large ours "http://127.0.0.1:$s3" "${MEGABYTES:-1000}"
  if [ -n "${RADOSGW:-}" ]; then $bench s3-large radosgw "$RADOSGW" "${MEGABYTES:-1000}"; fi
  echo && echo "| objects of 100 KB, 16 at once | puts a second | p50 | p99 |" && echo "|---|---|---|---|"
  $bench s3-small ours "http://127.0.0.1:$s3" "$duration"
  if [ -n "${RADOSGW:-}" ]; then $bench s3-small radosgw "$RADOSGW" "$duration"; fi
} >"$data/tables"
after
cat "$data/tables"
echo
$bench start "${ROUNDS:-20}"
