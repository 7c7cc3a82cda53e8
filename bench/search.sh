#!/usr/bin/env bash
# Our index in-process beside Lucene 8 (Debian's), the same documents and questions; then the engine as a process of its own over HTTP. DOCUMENTS makes it shorter or longer.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

build engines/Elasticsearch/Elasticsearch.csproj
build bench/Search/Search.csproj
bench="dotnet $bench_root/bench/Search/bin/Release/net10.0/SearchBench.dll"
engine=$(ls "$bench_root"/engines/Elasticsearch/bin/Release/net10.0/*Elasticsearch.dll | head -n 1)
data=$(mktemp -d "$bench_work/search.XXXX")
pid=
trap 'kill $pid 2>/dev/null; wait 2>/dev/null; rm -rf "$data"' EXIT
documents=${DOCUMENTS:-50000}
$bench corpus "$data" "$documents"

jars=$(ls /usr/share/java/lucene-{core,analyzers-common}-8*.jar 2>/dev/null | paste -sd: || true)
if [ -n "$jars" ] && command -v javac >/dev/null; then
  java -Xmx2g -cp "$jars" "$bench_root/bench/Search/LuceneBench.java" "$data" >"$data/lucene.txt" 2>/dev/null
else
  echo "Lucene 8 is not here to compare with: apt-get install --no-install-recommends liblucene8-java openjdk-17-jdk-headless" && echo
fi
$bench in-process "$data"

# start: until it listens
start() {
  began=$(now_ms)
  dotnet "$engine" --port "$port" --data "$data/node" >"$data/engine.log" 2>&1 &
  pid=$!
  wait_port "$port" && listening=$(($(now_ms) - began)) memory=$(($(pss $pid) / 1024))
}
port=$(free_port)
start
empty_start=$listening empty_memory=$memory
echo
$bench http "http://127.0.0.1:$port" "$data"
loaded=$(($(pss $pid) / 1024))
kill $pid && wait $pid 2>/dev/null || true
start
curl -sf "http://127.0.0.1:$port/products/_search?size=1" >/dev/null
searchable=$(($(now_ms) - began))
$bench wait "http://127.0.0.1:$port" "$documents"
echo
echo "| as a process | start to listening | first search answered | memory |"
echo "|---|---|---|---|"
echo "| empty | $empty_start ms | | $empty_memory MB |"
echo "| after the bulk and all questions | | | $loaded MB |"
echo "| started again with $documents documents | $listening ms | $searchable ms | $(($(pss $pid) / 1024)) MB |"
