# Sourced by the benchmarks: where things are, how a table is made.

bench_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
bench_work=$bench_root/artifacts/bench
mkdir -p "$bench_work"
. "$bench_root/scripts/prerequisites.sh"

# Milliseconds since some fixed time.
now_ms() { local ns; ns=$(date +%s%N); echo $((ns / 1000000)); }

# median NUMBER...
median() { printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# ratio A B, with two decimals
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

load() { cut -d ' ' -f 1 /proc/loadavg; }

# free_port: one that nobody listens on now.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port" && return; }
  done
}

# wait_port PORT
wait_port() { until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do sleep 0.01; done; }

build() { dotnet build "$bench_root/$1" -c "${2:-Release}" -nologo -v quiet -clp:NoSummary >&2 || die "$1 does not build."; }

# pss PID...: kilobytes of memory that are theirs, shared pages counted by share
pss() { local pid; for pid in "$@"; do cat "/proc/$pid/smaps_rollup" 2>/dev/null; done | awk '/^Pss:/ { sum += $2 } END { print sum + 0 }'; }

# descendants PID: it and all below it
descendants() {
  local pid=$1 child
  echo "$pid"
  for child in $(cat /proc/"$pid"/task/*/children 2>/dev/null); do descendants "$child"; done
}
