# Sourced by ./up and ./test: names what is missing, and installs what apt has.

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$@"
  exit 1
}

need_dotnet() {
  command -v dotnet >/dev/null || die "The .NET 10 SDK is missing. Install it, then run this again: https://dotnet.microsoft.com/download/dotnet/10.0"
  local root version
  root=$(dirname "$(readlink -f "$(command -v dotnet)")")
  for version in "$root"/sdk/10.* "$root"/sdk/1[1-9].*; do
    [ -d "$version" ] && return
  done
  die "dotnet is $(dotnet --version), and this needs the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0"
}

need_node() {
  command -v npm >/dev/null || die "Node.js with npm is missing (20 or later). Install it, then run this again: sudo apt-get install nodejs npm"
}

# need_program PROGRAM PACKAGE WHY
need_program() {
  command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ] && return
  need_packages "$1" "$3" "$2"
}

# need_packages WHAT WHY PACKAGE...
need_packages() {
  local what=$1 why=$2 sudo=
  shift 2
  command -v apt-get >/dev/null || die "$what is missing ($why). Install the package that holds it (Debian's: $*), then run this again."
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "$what is missing ($why). As root: apt-get install $*"
    sudo=sudo
  fi
  say "Installing $*: $why."
  # Only the program is wanted: policy-rc.d's answer 101 keeps the package from starting a service.
  $sudo env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1 \
    || { $sudo apt-get update -qq >/dev/null 2>&1; $sudo env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends "$@" >/dev/null; } \
    || die "Installing $* failed. Try it by hand: ${sudo:+sudo }apt-get install $*"
}

# want_packages WHY PACKAGE...: installs what is missing of them; goes on without where that fails.
want_packages() {
  local why=$1 package missing=()
  shift
  command -v dpkg-query >/dev/null || return 0
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] || (need_packages "${missing[*]}" "$why" "${missing[@]}") || say "Going on without ${missing[*]}."
}

# Confluent.Kafka's native library: its package is not to be had, its sources are. Built once per user.
need_librdkafka() {
  local root version sources why="Confluent.Kafka's native library is built from source, once"
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/builds/librdkafka.redist
  version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' "$root/librdkafka.redist.csproj")
  sources=$(sed -n 's|.*<LibrdkafkaSources>\(.*\)</LibrdkafkaSources>.*|\1|p' "$root/librdkafka.redist.csproj")
  [ -f "${XDG_CACHE_HOME:-$HOME/.cache}/platform/librdkafka-$version/librdkafka.so" ] && return
  command -v gcc >/dev/null || need_packages gcc "$why" gcc libc6-dev
  command -v make >/dev/null || need_packages make "$why" make
  printf '#include <stdio.h>\n#include <openssl/ssl.h>\n#include <zlib.h>\n#include <zstd.h>\n' | gcc -E - >/dev/null 2>&1 \
    || need_packages "A header" "$why" libc6-dev libssl-dev zlib1g-dev libzstd-dev
  bash "$root/build.sh" "$version" "$sources" >&2 || exit 1
}

# build WHAT: one compiler server of its own for all projects, ended with the build: it halves the time, and holds nobody's output open.
build() {
  local code=0 id=platform-$$-$RANDOM
  dotnet build "$@" -nologo -v quiet -clp:NoSummary -p:UseSharedCompilation=true -p:SharedCompilationId="$id" || code=$?
  ! command -v pkill >/dev/null || pkill -f -- "-pipename:$id( |\$)" || true
  return $code
}
