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
  command -v apt-get >/dev/null || die "$1 is missing ($3). Install the package that holds it, then run this again."
  local sudo=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "$1 is missing ($3). As root: apt-get install $2"
    sudo=sudo
  fi
  say "Installing $2: $3."
  # Only the program is wanted: policy-rc.d's answer 101 keeps the package from starting a service.
  $sudo env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends "$2" >/dev/null 2>&1 \
    || { $sudo apt-get update -qq >/dev/null 2>&1; $sudo env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends "$2" >/dev/null; } \
    || die "Installing $2 failed. Try it by hand: ${sudo:+sudo }apt-get install $2"
}
