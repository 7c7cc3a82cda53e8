#!/bin/bash
# Rolls out a new version of a workload that has a second set of instances beside its own (WORKLOAD-canary or WORKLOAD-green):
#
#   ./rollout.sh WORKLOAD IMAGE [SECONDS]
#
# The second set gets the new version first, and its share of the requests: by the mesh's weights where it is a canary, all of them at once
# where it is green. It is watched for SECONDS (default 600). If fewer than 1 of 100 of its requests fail, the first set gets the version
# too, and everything is again as it was published; else the old version goes on serving, and this ends with 1.
# A workload that measures nothing (a web server with files) is judged by its readiness alone, if you say so: UNMEASURED=ok.
set -Eeuo pipefail

workload=${1:?"usage: rollout.sh WORKLOAD IMAGE [SECONDS]"}
image=${2:?"usage: rollout.sh WORKLOAD IMAGE [SECONDS]"}
seconds=${3:-600}
namespace=${NAMESPACE:-"@namespace@"}
prometheus=${PROMETHEUS:-"/api/v1/namespaces/@monitoring@/services/prometheus:9090/proxy"}
most_errors=${MOST_ERRORS:-0.01}

kube() { kubectl --namespace "$namespace" "$@"; }
say() { printf '%s  %s\n' "$(date -u +%H:%M:%S)" "$*"; }

# set_version DEPLOYMENT: the new image, and wait until all its instances are ready.
set_version() {
  kube set image "deployment/$1" "$workload=$image"
  kube rollout status "deployment/$1" --timeout=10m
}

# serve_from blue|green: whose pods the service leads to.
serve_from() {
  kube patch service "$workload" --type merge --patch "{\"spec\":{\"selector\":{\"version\":\"$1\"}}}"
}

# ask QUERY: the number that Prometheus answers; empty where it has none.
ask() {
  kubectl get --raw "$prometheus/api/v1/query?query=$(jq --null-input --raw-output --arg query "$1" '$query | @uri')" |
    jq --raw-output '.data.result[0].value[1] // empty'
}

# fares_well DEPLOYMENT: whether it answered, and with few errors, while it was watched.
fares_well() {
  local requests errors series
  series="http_server_request_duration_seconds_count{namespace=\"$namespace\",pod=~\"$1-[a-z0-9]+-[a-z0-9]+\""
  requests=$(ask "sum(increase($series}[${seconds}s]))")
  errors=$(ask "sum(increase($series,http_response_status_code=~\"5..\"}[${seconds}s]))")
  if [ -z "$requests" ] && [ "${UNMEASURED:-}" = ok ]; then
    say "Nobody measures the requests of $1: its instances are ready."
    return
  fi
  say "$1 answered ${requests:-0} requests, ${errors:-0} of them with 5xx."
  jq --null-input --exit-status --arg requests "${requests:-0}" --arg errors "${errors:-0}" --arg most "$most_errors" \
    '($requests | tonumber) > 0 and ($errors | tonumber) / ($requests | tonumber) < ($most | tonumber)' >/dev/null
}

if kube get deployment "$workload-canary" >/dev/null 2>&1; then
  second=$workload-canary
  before=$(kube get deployment "$second" --output jsonpath='{.spec.template.spec.containers[0].image}')
  undo() {
    say "$second goes back to $before."
    kube set image "deployment/$second" "$workload=$before"
  }
  trap undo ERR
  say "$second gets $image, and the share of requests that the mesh gives it."
  set_version "$second"
elif kube get deployment "$workload-green" >/dev/null 2>&1; then
  second=$workload-green
  instances=$(kube get deployment "$workload" --output jsonpath='{.status.replicas}')
  undo() {
    say "$workload serves again, and $second rests."
    serve_from blue
    kube scale "deployment/$second" --replicas=0
  }
  trap undo ERR
  say "$second gets $image and $instances instances, and then all requests."
  kube scale "deployment/$second" --replicas="$instances"
  set_version "$second"
  serve_from green
else
  echo "$workload has no second set of instances in $namespace: 'kubectl --namespace $namespace set image deployment/$workload $workload=$image' rolls it over in place." >&2
  exit 2
fi

say "Watching for $seconds seconds."
sleep "$seconds"

if ! fares_well "$second"; then
  undo
  echo "$image does not take over: more than $most_errors of its requests failed, or there were none to judge by." >&2
  exit 1
fi

# Past here the new version is good: what fails now is looked at, not undone.
trap - ERR
say "$workload gets $image too."
set_version "$workload"
if [ "$second" = "$workload-green" ]; then
  serve_from blue
  kube scale "deployment/$second" --replicas=0
fi
say "$image has taken over."
