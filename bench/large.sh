#!/usr/bin/env bash
# What is too large for the tests: 100 MB through every Kafka codec and back, and an object of 2 GiB in and out, with the S3 server's most memory.
# MEGABYTES_PER_CODEC and MEGABYTES make it smaller. Not part of bench/run: it judges, and measures by the way.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_librdkafka
for project in engines/Kafka/Kafka.csproj engines/ObjectStorage/ObjectStorage.csproj bench/Engines/Engines.csproj; do build $project; done
bench="dotnet $bench_root/bench/Engines/bin/Release/net10.0/EngineBench.dll"
data=$(mktemp -d "$bench_work/large.XXXX")
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; wait 2>/dev/null; rm -rf "$data"' EXIT
export MINIO_ROOT_USER=bench MINIO_ROOT_PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')

kafka=$(free_port)
dotnet "$bench_root/engines/Kafka/bin/Release/net10.0/Platform.Engines.Kafka.dll" --port "$kafka" --data "$data/kafka" >"$data/kafka.log" 2>&1 &
pids+=($!)
s3=$(free_port)
dotnet "$bench_root/engines/ObjectStorage/bin/Release/net10.0/Platform.Engines.ObjectStorage.dll" --port "$s3" --data "$data/s3" >"$data/s3.log" 2>&1 &
pids+=($!)
wait_port "$kafka" && wait_port "$s3"

most() { awk '/^VmHWM:/ { print int($2 / 1024) }' "/proc/$1/status"; }

$bench kafka-codecs "127.0.0.1:$kafka" "${MEGABYTES_PER_CODEC:-100}"
rest=$(most "${pids[1]}")
echo && echo "| one object, AWS's SDK | size | put | get | MD5 alone |" && echo "|---|---|---|---|---|"
$bench s3-large ours "http://127.0.0.1:$s3" "${MEGABYTES:-2147}"
echo
echo "The S3 server's most memory: $rest MB before, $(most "${pids[1]}") MB after."
