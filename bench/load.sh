#!/usr/bin/env bash
# The gateway and the services under load, beside the response times the open-market document asks for (its section 5.3).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_program wrk wrk "it makes the load"
need_program hey hey "it makes the load"
seconds=${SECONDS_EACH:-10}
export RateLimit__Permits=1000000
"$bench_root/up" --detach >/dev/null 2>&1 || die "./up --detach fails; run it by hand."
trap '"$bench_root/down" >/dev/null' EXIT
base=http://127.0.0.1:8080

post() { curl -sf -H 'Content-Type: application/json' "$@"; }
token=$(post -d '{"email":"shopper1@example.com","password":"Passw0rd!"}' "$base/api/v1/auth/login" | sed 's/.*"access_token":"\([^"]*\)".*/\1/')

# row NAME LIMIT(avg/p95/p99 in ms) URL OPTION...: hey with 50 connections; CSV of response times in seconds
row() {
  local name=$1 limit=$2 url=$3 csv=$bench_work/hey.csv
  shift 3
  hey -z 2s -c 50 "$@" "$url" >/dev/null
  hey -z "${seconds}s" -c 50 -o csv "$@" "$url" >"$csv"
  tail -n +2 "$csv" | sort -t , -k 1,1n | awk -F, -v name="$name" -v limit="$limit" -v seconds="$seconds" '
    { t[++n] = $1; sum += $1; if ($7 >= 400) bad++ }
    END {
      printf "| %s | %.0f/s | %.1f | %.1f | %.1f | %.1f | %s | %d |\n", name, n / seconds, sum / n * 1000, t[int(n * .5)] * 1000, t[int(n * .95)] * 1000, t[int(n * .99)] * 1000, limit, bad
    }'
}

echo "50 connections, $seconds s each, rate limit raised; times in ms."
echo
echo "| | requests | mean | p50 | p95 | p99 | asked for (mean / p95 / p99) | errors |"
echo "|---|---|---|---|---|---|---|---|"
row "product list" "100 / 200 / 500" "$base/api/v1/products?category=laptops&sort=price"
row "one product" "50 / 100 / 200" "$base/api/v1/products/19"
row "into the cart" "100 / 200 / 300" "$base/api/v1/cart/items/19" -m PUT -T application/json -H "Authorization: Bearer $token" -d '{"quantity":1}'
row "own orders" "–" "$base/api/v1/orders" -H "Authorization: Bearer $token"
row "log in" "–" "$base/api/v1/auth/login" -m POST -T application/json -d '{"email":"shopper2@example.com","password":"Passw0rd!"}'
echo
echo "wrk, 2 threads, 50 connections, one product through the gateway, and past it at the service:"
echo
echo '```'
wrk -t2 -c50 -d"${seconds}s" --latency "$base/api/v1/products/19" | grep -E 'Requests/sec|50%|99%' | sed 's/^/gateway  /'
wrk -t2 -c50 -d"${seconds}s" --latency "http://127.0.0.1:5102/api/v1/products/19" | grep -E 'Requests/sec|50%|99%' | sed 's/^/service  /'
echo '```'
