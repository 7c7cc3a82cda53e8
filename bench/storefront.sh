#!/usr/bin/env bash
# The built shop in a browser: compressed size, first paint, the product list on screen, and what was asked when.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_node
need_program chromium chromium "the browser that is measured"
shop=$bench_root/services/Storefront
runs=${RUNS:-9}

node "$bench_root/scripts/install-packages.mjs" >&2
instance=bench-storefront
"$bench_root/up" --detach --instance "$instance" --only gateway >"$bench_work/storefront-up.log" 2>&1 || die "./up --detach --only gateway fails; run it by hand."
preview=
trap '[ -z "$preview" ] || kill "$preview"; "$bench_root/down" --instance "$instance" --volumes >/dev/null' EXIT
GATEWAY_HTTP=$(sed -n 's/.* gateway  *healthy  *\(http:[^ ]*\).*/\1/p' "$bench_work/storefront-up.log" | tail -n 1)
export GATEWAY_HTTP

cd "$shop"
vite=$bench_root/node_modules/vite/bin/vite.js
node "$vite" build --outDir "$bench_work/storefront" --emptyOutDir --logLevel error >&2
port=$(free_port)
PORT=$port node "$vite" preview --outDir "$bench_work/storefront" >"$bench_work/storefront-preview.log" 2>&1 &
preview=$!
wait_port "$port"

node "$bench_root/bench/Storefront/measure.mjs" "http://127.0.0.1:$port" "$bench_work/storefront" "$runs"
