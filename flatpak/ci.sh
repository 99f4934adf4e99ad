# SPDX-License-Identifier: GPL-3.0-or-later
# The whole cycle as points that pass, fail or are left out, each with an end. Sourced by build.sh.
#
# run_cycle   prints what it does, then what failed and why, and “N passed, N failed, N skipped” last; fails when a point
#             failed. Nothing but a download is tried again.

. "$top/build-aux/limited.sh"

passed=0
failed=0
skipped=0
# What failed, and what it said: the end of its log.
told=

pass () { passed=$((passed + 1)); say "ok: $1"; }
skip () { skipped=$((skipped + 1)); say "left out: $1: $2"; }

# fail WHAT LOG
fail ()
{
  failed=$((failed + 1))
  say "failed: $1"
  told+="  $1:"$'\n'$(awk 'NF { print "    " substr($0, 1, 400) }' "$2" | tail -n 60)$'\n'
}

# step LOG SECONDS VERB [ARGUMENT…]: build.sh once more; $TRANCHE_DEADLINE, in seconds since 1970, ends it earlier
step ()
{
  local seconds=$2 left
  left=$((${TRANCHE_DEADLINE:-$(date +%s) + seconds} - $(date +%s)))
  if [ "$seconds" -gt "$left" ]; then seconds=$left; fi
  if [ "$seconds" -lt 1 ]; then seconds=1; fi
  limited "$1" "$seconds" "$here/build.sh" "${@:3}"
}

# The last line of what a step that couldn't be done said.
reason ()
{
  sed -n 's/^dev: //p' "$1" | tail -n 1 | grep . || echo "see above"
}

# Why no sandbox can be made here, or nothing.
no_sandbox ()
{
  if ! bwrap --unshare-all --ro-bind / / --proc /proc --dev /dev true 2>/dev/null; then
    echo "bubblewrap can't make namespaces on this machine"
  fi
}

# Why the installed program can't be used through its portals here, or nothing.
no_desktop ()
{
  if ! [ -r /dev/fuse ] || ! [ -w /dev/fuse ]; then
    echo "/dev/fuse, which the document portal needs, can't be used"
  elif [ "$(id -u)" = 0 ] && ! unshare --mount true 2>/dev/null; then
    echo "root can't make a mount namespace"
  elif [ "$(id -u)" != 0 ] && [ ! -d "/run/user/$(id -u)" ]; then
    echo "there is no /run/user/$(id -u)"
  fi
}

# A point that failed, with the remarks that follow it.
failed_points ()
{
  awk '/^not ok / { on = 1; lines = 0 } /^[^#]/ && !/^not ok / { on = 0 } on && lines++ < 12 { print "    " substr($0, 1, 400) }' "$1"
}

count_points ()
{
  local log=$1 status=$2 good bad out
  out=$(grep -c '^ok .*# SKIP' "$log") || true
  good=$(($(grep -c '^ok ' "$log" || true) - out))
  bad=$(grep -c '^not ok ' "$log") || true
  passed=$((passed + good))
  failed=$((failed + bad))
  skipped=$((skipped + out))
  if [ "$bad" != 0 ]; then told+="  in the sandbox:"$'\n'$(failed_points "$log")$'\n'; fi
  # It ended badly between its points, or before the first.
  if [ "$bad" = 0 ] && { [ "$status" != 0 ] || ! grep -q '^1\.\.[1-9]' "$log"; }; then
    fail "the tests in the sandbox ended early" "$log"
  fi
}

build_points ()
{
  local log=$1 why status=0
  if ! step "$log" 900 tools; then skip "the Flatpak" "$(reason "$log")"; return 1; fi
  why=$(no_sandbox)
  if [ -n "$why" ]; then skip "the Flatpak" "$why"; return 1; fi

  step "$log" 1800 runtime || status=$?
  if [ "$status" = "$no_packages" ]; then skip "the Flatpak" "$(reason "$log")"; return 1; fi
  # Most of it is downloaded.
  if [ "$status" = 124 ]; then skip "the Flatpak" "its runtime wasn't made in time"; return 1; fi
  if [ "$status" != 0 ]; then fail "the runtime" "$log"; return 1; fi

  if ! step "$log" 3000 build; then fail "the Flatpak's build" "$log"; return 1; fi
  pass "the Flatpak's build, with its tests in the Sdk"
}

run_cycle ()
{
  local log why status=0
  log=$(mktemp)
  if step "$log" 60 check; then pass "the manifests"; else fail "the manifests" "$log"; fi
  if build_points "$log"; then
    why=$(no_desktop)
    if [ -n "$why" ]; then
      skip "the tests in the sandbox" "$why"
    elif ! step "$log" 900 test-tools; then
      skip "the tests in the sandbox" "$(reason "$log")"
    else
      step "$log" 1800 test || status=$?
      count_points "$log" "$status"
    fi
  fi
  rm -f "$log"
  if [ -n "$told" ]; then printf 'what failed:\n%s' "$told"; fi
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" = 0 ]
}
