#!/usr/bin/env bash
# Takes the pictures of README and docs anew: the browser tests make them as they go. See scripts/screenshots.sh --help.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
pictures=$root/tests/Browser.Tests/bin/Debug/net10.0/pictures
images=$root/docs/images

case ${1:-} in
  --help | -h)
    echo "Usage: scripts/screenshots.sh"
    echo "Runs the browser tests and copies their pictures, light and dark, to docs/images. Takes about five minutes."
    exit
    ;;
  '') ;;
  *) echo "Unknown option '$1'. See: scripts/screenshots.sh --help" >&2 && exit 2 ;;
esac

"$root/test" Browser
# What the test calls a picture, and what the documentation calls it.
while read -r taken shown; do
  cp "$pictures/$taken.png" "$images/$shown.png"
  echo "docs/images/$shown.png"
done <<'PICTURES'
overview-map-light dashboard-overview
overview-map-dark dashboard-overview-dark
failing-light dashboard-failing
trace-light dashboard-trace
traces-dark dashboard-traces-dark
resources-light dashboard-resources
inspector-dark dashboard-inspector-dark
objectives-and-alarms-light dashboard-objectives
explorers-light dashboard-explorers
shop shop
payment-window payment-window
PICTURES
