#!/usr/bin/env bash
# Builds librdkafka from the sources that npm has, once per user, into ${XDG_CACHE_HOME:-~/.cache}/platform/librdkafka-VERSION/.
# Called by ./up and ./test (scripts/prerequisites.sh) and by the project beside it; does nothing where the library is there.
set -euo pipefail

version=${1:?usage: build.sh VERSION NPM-PACKAGE}
sources=${2:?usage: build.sh VERSION NPM-PACKAGE}
place=${XDG_CACHE_HOME:-$HOME/.cache}/platform/librdkafka-$version
library=$place/librdkafka.so
headers='libssl-dev zlib1g-dev libzstd-dev'

die() {
  # MSBuild makes a line of this form an error of its own.
  printf 'librdkafka : error : %s\n' "$*" >&2
  exit 1
}

[ -f "$library" ] && exit
mkdir -p "$place"

# Builds at the same time: one builds, the others wait for it.
exec 9>"$place/lock"
flock -n 9 || { echo "Waiting for another build of librdkafka." && flock 9; }
[ -f "$library" ] && exit

for program in gcc make npm; do
  command -v "$program" >/dev/null || die "$program is missing, and Confluent.Kafka's native library is built once with it. Run: sudo apt-get install -y gcc make npm $headers"
done
printf '#include <openssl/ssl.h>\n#include <zlib.h>\n#include <zstd.h>\n' | gcc -E - >/dev/null 2>&1 \
  || die "The headers of OpenSSL, zlib or zstd are missing, with which Confluent.Kafka's native library is built. Run: sudo apt-get install -y $headers"

echo "Building librdkafka $version from the sources in npm's $sources: about 40 seconds, once per user."
# Not below the cache: librdkafka's configure breaks on a path with a space, and a home may have one.
work=$(mktemp -d /tmp/librdkafka-build.XXXXXX)
trap 'rm -rf "$work"' EXIT
log=$place/build.log
cd "$work"
npm pack --silent --pack-destination . "$sources" >"$log" 2>&1 9>&- || die "npm pack $sources failed; its words are in $log. Try again once npm reaches its registry: npm view $sources"
tar xzf ./*.tgz package/deps/librdkafka
cd package/deps/librdkafka

# The package does not carry the permission to execute.
chmod +x configure mklove/modules/* lds-gen.py 2>/dev/null || true
# Only the C library is built; its configuration asks for a C++ compiler all the same, and gcc passes.
{ CXX=gcc ./configure --disable-gssapi --disable-curl --disable-lz4-ext && make -C src -j"$(nproc)" librdkafka.so.1; } >>"$log" 2>&1 9>&- \
  || die "Building librdkafka failed; the compiler's words are in $log. Then run: bash $0 $version $sources"
for feature in SSL ZLIB ZSTD SNAPPY; do
  grep -q "define WITH_$feature 1" config.h || die "librdkafka was configured without $feature; why is in $log"
done
strip --strip-unneeded -o "$place/librdkafka.so.new" src/librdkafka.so.1
mv "$place/librdkafka.so.new" "$library"
echo "librdkafka $version is built: $library"
