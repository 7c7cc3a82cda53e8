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

# encoded TEXT: for a query
encoded() { printf %s "$1" | od -An -tx1 -v | tr -d '\n' | sed 's/ /%/g'; }

# table_row NAME LIMIT(avg/p95/p99 in ms): from hey's CSV of response times in seconds
table_row() {
  sort -t , -k 1,1n | awk -F, -v name="$1" -v limit="$2" -v seconds="$seconds" '
    { t[++n] = $1; sum += $1; if ($7 >= 400) bad++ }
    END {
      printf "| %s | %.0f/s | %.1f | %.1f | %.1f | %.1f | %s | %d |\n", name, n / seconds, sum / n * 1000, t[int(n * .5)] * 1000, t[int(n * .95)] * 1000, t[int(n * .99)] * 1000, limit, bad
    }'
}

# row NAME LIMIT URL OPTION...: 50 connections, as fast as they go
row() {
  local name=$1 limit=$2 url=$3
  shift 3
  hey -z 2s -c 50 "$@" "$url" >/dev/null
  hey -z "${seconds}s" -c 50 -o csv "$@" "$url" | tail -n +2 | table_row "$name" "$limit"
}

# flow NAME LIMIT URL...: all steps beside each other, 500 requests a second in all
flow() {
  local name=$1 limit=$2 url step=0
  shift 2
  rm -f "$bench_work"/flow-*.csv
  for url in "$@"; do
    step=$((step + 1))
    hey -z "${seconds}s" -c 10 -q 10 -o csv "$url" | tail -n +2 >"$bench_work/flow-$step.csv" &
  done
  wait
  cat "$bench_work"/flow-*.csv | table_row "$name" "$limit"
}

echo "50 connections, $seconds s each, rate limit raised; times in ms."
echo
echo "| | requests | mean | p50 | p95 | p99 | asked for (mean / p95 / p99) | errors |"
echo "|---|---|---|---|---|---|---|---|"
row "product list" "100 / 200 / 500" "$base/api/v1/products?category=laptops&sort=price"
row "one product" "50 / 100 / 200" "$base/api/v1/products/19"
row "search: completion" "100 / 200 / 300" "$base/api/v1/search/suggest?q=$(encoded 노틉)"
row "search" "100 / 200 / 300" "$base/api/v1/search?q=$(encoded '무선 이어폰')"
row "search, filtered" "100 / 200 / 300" "$base/api/v1/search?q=$(encoded 한빛)&category=audio&minPrice=50000&inStock=true"
row "search, sorted" "100 / 200 / 300" "$base/api/v1/search?q=$(encoded 한빛)&sort=-price"
row "search, page 3" "100 / 200 / 300" "$base/api/v1/search?q=$(encoded 한빛)&page=3"
row "into the cart" "100 / 200 / 300" "$base/api/v1/cart/items/19" -m PUT -T application/json -H "Authorization: Bearer $token" -d '{"quantity":1}'
row "own orders" "–" "$base/api/v1/orders" -H "Authorization: Bearer $token"
row "log in" "–" "$base/api/v1/auth/login" -m POST -T application/json -d '{"email":"shopper2@example.com","password":"Passw0rd!"}'
echo
echo "Scenario 3 of the document at its 500 requests a second in all, 50 connections: type, search, filter, sort, turn the page."
echo
echo "| | requests | mean | p50 | p95 | p99 | asked for (mean / p95 / p99) | errors |"
echo "|---|---|---|---|---|---|---|---|"
search=$base/api/v1/search text=$(encoded 게이밍)
flow "search flow" "100 / 200 / 300" "$search/suggest?q=$(encoded 게이ㅁ)" "$search?q=$text" "$search?q=$text&category=laptops" \
  "$search?q=$text&category=laptops&sort=price" "$search?q=$text&sort=price&page=2"
echo
echo "wrk, 2 threads, 50 connections, one product through the gateway, and past it at the service:"
echo
echo '```'
wrk -t2 -c50 -d"${seconds}s" --latency "$base/api/v1/products/19" | grep -E 'Requests/sec|50%|99%' | sed 's/^/gateway  /'
wrk -t2 -c50 -d"${seconds}s" --latency "http://127.0.0.1:5102/api/v1/products/19" | grep -E 'Requests/sec|50%|99%' | sed 's/^/service  /'
echo '```'
echo
echo "From a product's new name in Catalog to the search that finds it, by a client that asks again and again:"
echo
catalog=http://127.0.0.1:5102
former=$(curl -sf "$catalog/api/v1/products/19" | sed 's/.*"name":"\([^"]*\)".*/\1/')
found=()
for i in $(seq "${RENAMES:-20}"); do
  name="두루미 $i-$RANDOM-$RANDOM"
  query=$(encoded "$name")
  post -X PATCH -d "{\"name\":\"$name\"}" "$catalog/internal/products/19" >/dev/null
  begin=$(now_ms)
  until curl -sf "$base/api/v1/search?q=$query&pageSize=1" | grep -q '"total":1,'; do :; done
  found+=($(($(now_ms) - begin)))
done
post -X PATCH -d "{\"name\":\"$former\"}" "$catalog/internal/products/19" >/dev/null
echo "| renames | median | slowest |"
echo "|---|---|---|"
echo "| ${#found[@]} | $(median "${found[@]}") ms | $(printf '%s\n' "${found[@]}" | sort -n | tail -1) ms |"
