# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by .ci/run and flatpak/ci.sh.

# limited LOG SECONDS COMMAND…: runs a command whose output goes into a log and is shown; when the time is over it is
# ended, with what it started. A process that it leaves behind, with the output still open, holds nothing up.
limited ()
{
  local log=$1 seconds=$2 status=0 show
  shift 2
  : >"$log"
  timeout --kill-after=30 "$seconds" "$@" </dev/null >"$log" 2>&1 &
  limited_process=$!
  tail -n +1 -f --sleep-interval=0.2 --pid="$limited_process" "$log" 2>/dev/null &
  show=$!
  wait "$limited_process" || status=$?
  wait "$show" || true
  limited_process=
  if [ "$status" = 124 ] || [ "$status" = 137 ]; then
    # In the log too: it is what gets told at the end.
    echo "not done within $seconds s: $*" | tee -a "$log"
  fi
  return "$status"
}

# An interrupt reaches what runs, too.
limited_process=
trap 'trap - INT TERM; [ -z "$limited_process" ] || kill "$limited_process" 2>/dev/null; exit 130' INT TERM
