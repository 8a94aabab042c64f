# shellcheck shell=bash
# Sourced by ./demo, ./check, .ci/run and the tools: runs a step, says what it is and how long it took, and when it
# fails shows the end of its log and one sentence. A step's whole output is kept in build/logs/.

steps_logs="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/build/logs/$(basename "$0")"
steps_passed=0
steps_failed=0

seconds_since() { printf '%d.%d' $((($(date +%s%3N) - $1) / 1000)) $((($(date +%s%3N) - $1) % 1000 / 100)); }

# fail SENTENCE: says why and stops.
fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# On a terminal, shows the running step's seconds and the last line of its log; in a pipe, nothing.
steps_ticker() {
  local title="$1" log="$2" started="$3"
  while sleep 1; do
    printf '\r  %-34s %7s s  %s\e[K' "$title" "$(seconds_since "$started")" "$(tail -n 1 "$log" | cut -c 1-60)"
  done
}

# step TITLE COMMAND...: runs the command quietly; its exit status is the step's.
step() {
  local title="$1" log started ticker="" status=0
  shift
  mkdir -p "$steps_logs"
  log="$steps_logs/$(tr -cs 'A-Za-z0-9+\n' '_' <<<"$title").log"
  started=$(date +%s%3N)
  : >"$log"
  if [ -t 1 ]; then
    steps_ticker "$title" "$log" "$started" &
    ticker=$!
    trap 'kill $ticker 2>/dev/null' EXIT
  fi
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ -n "$ticker" ]; then
    kill "$ticker" 2>/dev/null
    wait "$ticker" 2>/dev/null || true
    trap - EXIT
    printf '\r\e[K'
  fi
  if [ "$status" = 0 ]; then
    printf '  %-34s %7s s\n' "$title" "$(seconds_since "$started")"
  else
    printf '  %-34s %7s s  FAILED\n' "$title" "$(seconds_since "$started")"
    tail -n "${STEP_TAIL:-40}" "$log" | awk '{ print "    | " $0 }'
    echo "\"$title\" ended with exit status $status; its whole log is ${log#"$PWD"/}." >&2
  fi
  return "$status"
}

# count COMMAND...: runs a step or a script whatever happened before it, and remembers how it ended.
count() {
  if "$@"; then
    steps_passed=$((steps_passed + 1))
  else
    steps_failed=$((steps_failed + 1))
  fi
}
