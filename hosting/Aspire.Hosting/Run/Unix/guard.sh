# Platform guard: ends what a host started, if the host dies first. It stays in the background and leaves with its host.
# Lines on standard input: start RUN | add RUN PID STARTTIME SIGNAL WHOLE GRACE_MS | remove RUN | end
# POSIX sh: it starts in a millisecond and needs 1 MB. Without sockets or timers it has to look again every 50 ms while it ends things.
trap '' HUP INT QUIT TERM
exec 2>/dev/null
host=$1
runs='' pending=''

without() { # LIST WORD -> $kept
  kept=''
  for word in $1; do [ "$word" = "$2" ] || kept="$kept $word"; done
}

while read -r verb run rest; do
  number=${run#*.}
  case $verb in
    start) pending="$pending $number" ;;
    add) without "$pending" "$number"; pending=$kept runs="$runs $number"; eval "run_$number=\$rest" ;;
    remove) without "$pending" "$number"; pending=$kept; without "$runs" "$number"; runs=$kept ;;
    end) exit 0 ;;
  esac
done
[ -n "$runs$pending" ] || exit 0

stat_of() { # PID -> $state $parent $session $started
  line=''
  read -r line < "/proc/$1/stat"
  [ -n "$line" ] || return 1
  set -- ${line##*) }
  state=$1 parent=$2 session=$4
  shift 19
  started=$1
}

# Ids come again: a leader with another start time is a stranger, and while anyone is left in a session its id is not given away.
forget_recycled() {
  for number in $runs; do
    eval "set -- \$run_$number"
    if stat_of "$1" && [ "$started" != "$2" ]; then without "$runs" "$number"; runs=$kept; fi
  done
}

# Of a session of ours, descended from one that is, or carrying this host's marker -> $members, $leaders (those of them that we know)
find_members() {
  forget_recycled
  sessions=' ' leaders='' members=' ' table=''
  for number in $runs; do eval "set -- \$run_$number"; sessions="$sessions$1 "; done
  for pid in $(grep -ls "PLATFORM_RUN=$host\." /proc/[0-9]*/environ); do
    pid=${pid#/proc/} pid=${pid%/environ}
    stat_of "$pid" && [ "$state" != Z ] && members="$members$pid "
  done
  for pid in /proc/[0-9]*; do
    pid=${pid#/proc/}
    if [ "$pid" != $$ ] && stat_of "$pid" && [ "$state" != Z ]; then table="$table $pid:$parent:$session"; fi
  done
  before=''
  while [ "$before" != "$members" ]; do
    before=$members
    for entry in $table; do
      pid=${entry%%:*} session=${entry##*:} parent=${entry#*:} parent=${parent%:*}
      case $members in *" $pid "*) continue ;; esac
      case $sessions in *" $session "*) members="$members$pid "; continue ;; esac
      case $members in *" $parent "*) members="$members$pid " ;; esac
    done
  done
  for pid in $members; do case $sessions in *" $pid "*) leaders="$leaders $pid" ;; esac; done
}

find_members
longest=0
for number in $runs; do
  eval "set -- \$run_$number"
  [ "$5" -gt "$longest" ] && longest=$5
  case $members in *" $1 "*) ;; *) continue ;; esac
  if [ "$4" = 0 ]; then
    kill "-$3" "$1"
  else
    for pid in $members; do
      if stat_of "$pid" && [ "$session" = "$1" ]; then kill "-$3" "$pid"; fi
    done
  fi
done

# Nobody waits for a guard: five seconds are long enough to ask.
[ "$longest" -gt 5000 ] && longest=5000
while [ "$longest" -gt 0 ] && [ -n "$leaders" ]; do
  sleep 0.05
  longest=$((longest - 50))
  alive=''
  for pid in $leaders; do stat_of "$pid" && [ "$state" != Z ] && alive="$alive $pid"; done
  leaders=$alive
done

# A child that was being started when the host died may not carry its marker yet: look for it a second longer.
rounds=2
[ -z "$pending" ] || rounds=20
while [ $rounds -gt 0 ]; do
  find_members
  if [ "$members" = ' ' ]; then rounds=$((rounds - 1)); else for pid in $members; do kill -9 "$pid"; done; fi
  sleep 0.05
done
