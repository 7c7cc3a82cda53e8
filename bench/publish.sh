#!/usr/bin/env bash
# Publishing for Compose and Kubernetes, four stages: generated graphs of up to 1,000 resources, and the real graph as whoever types the command waits for it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

build bench/Bench/Bench.csproj
dotnet "$bench_root/bench/Bench/bin/Release/net10.0/Bench.dll" publish "$bench_work" | grep '^|'

build AppHost/AppHost.csproj Debug
out=$bench_work/publish-real
rm -rf "$out"
printf '\n| the real graph | from the command to its end |\n|---|---|\n'
for run in first second third; do
  began=$(now_ms)
  dotnet "$bench_root/AppHost/bin/Debug/net10.0/AppHost.dll" --operation publish --output-path "$out" >/dev/null
  printf '| %s | %s ms |\n' "$run" "$(($(now_ms) - began))"
done
if command -v kubectl >/dev/null && [ -d "$out/kubernetes/overlays/prod" ]; then
  began=$(now_ms)
  kubectl kustomize "$out/kubernetes/overlays/prod" >/dev/null
  printf '| (kubectl kustomize of one stage of it) | %s ms |\n' "$(($(now_ms) - began))"
fi
