#!/usr/bin/env bash
# kill -9 in the middle of writes, ROUNDS times an engine (default 1,000): what was acknowledged must be there, once. The tests do ten rounds at a time.
# Not part of bench/run: it takes about half an hour and measures nothing.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

rounds=${ROUNDS:-1000}
for engine in Kafka ObjectStorage Elasticsearch; do
  project=tests/$engine.Tests/$engine.Tests.csproj
  if ! grep -rqs 'class KillTests' "$bench_root/tests/$engine.Tests" --include=KillTests.cs; then
    echo "$engine has no class KillTests." >&2 && exit 1
  fi

  build "$project" Debug
  for ((done = 0; done < rounds; done += 10)); do
    if ! dotnet "$bench_root/tests/$engine.Tests/bin/Debug/net10.0/$engine.Tests.dll" -noColor -noLogo -class '*KillTests' >"$bench_work/kill.log" 2>&1 ||
      ! grep -q 'Total: [1-9]' "$bench_work/kill.log"; then
      cat "$bench_work/kill.log" && die "$engine lost something after $done rounds of kill -9."
    fi
  done
  echo "| $engine | $rounds rounds | nothing lost, nothing twice |"
done
