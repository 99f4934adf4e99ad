# SPDX-License-Identifier: GPL-3.0-or-later
# The whole cycle as points that pass, fail or are left out, each with an end. Sourced by build.sh.
#
# run_cycle   prints what it does, and “N passed, N failed, N skipped” last; fails when a point failed

. "$top/build-aux/limited.sh"

passed=0
failed=0
skipped=0

pass () { passed=$((passed + 1)); say "ok: $1"; }
fail () { failed=$((failed + 1)); say "failed: $1"; }
skip () { skipped=$((skipped + 1)); say "left out: $1: $2"; }

# step LOG SECONDS VERB [ARGUMENT…]: build.sh once more
step ()
{
  limited "$1" "$2" "$here/build.sh" "${@:3}"
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

count_points ()
{
  local log=$1 status=$2 good bad out
  out=$(grep -c '^ok .*# SKIP' "$log") || true
  good=$(($(grep -c '^ok ' "$log" || true) - out))
  bad=$(grep -c '^not ok ' "$log") || true
  passed=$((passed + good))
  failed=$((failed + bad))
  skipped=$((skipped + out))
  # It ended badly between its points, or before the first.
  if [ "$bad" = 0 ] && { [ "$status" != 0 ] || ! grep -q '^1\.\.[1-9]' "$log"; }; then
    fail "the tests in the sandbox ended early"
  fi
}

# A busy machine can keep a window waiting for too long. The points that failed are tried once more by themselves, and
# what passes then has passed; what fails alone as well has failed.
try_points_again ()
{
  local log=$1 again names
  names=$(sed -nE 's@^not ok [0-9]+ (- )?(/flatpak/)?([^ ]+).*@\3@p' "$log")
  [ -n "$names" ] || return 1
  say "once more, by themselves: ${names//$'\n'/ }"
  again=$(mktemp)
  # shellcheck disable=SC2086 # names of points have no blanks
  if step "$again" 900 test $names && ! grep -q '^not ok ' "$again"; then
    sed -i -E 's/^not (ok [0-9]+ )/\1/' "$log"
    rm -f "$again"
    return 0
  fi
  rm -f "$again"
  return 1
}

build_points ()
{
  local log=$1 why status=0
  if ! step "$log" 900 tools; then skip "the Flatpak" "$(reason "$log")"; return 1; fi
  why=$(no_sandbox)
  if [ -n "$why" ]; then skip "the Flatpak" "$why"; return 1; fi

  step "$log" 1800 runtime || status=$?
  if [ "$status" = "$no_network" ]; then skip "the Flatpak" "$(reason "$log")"; return 1; fi
  if [ "$status" != 0 ]; then fail "the runtime"; return 1; fi

  if ! step "$log" 3000 build; then fail "the Flatpak's build"; return 1; fi
  pass "the Flatpak's build, with its tests in the Sdk"
}

run_cycle ()
{
  local log why status=0
  log=$(mktemp)
  if step "$log" 60 check; then pass "the manifests"; else fail "the manifests"; fi
  if build_points "$log"; then
    why=$(no_desktop)
    if [ -n "$why" ]; then
      skip "the tests in the sandbox" "$why"
    elif ! step "$log" 900 test-tools; then
      skip "the tests in the sandbox" "$(reason "$log")"
    else
      step "$log" 1800 test || status=$?
      if [ "$status" != 0 ]; then try_points_again "$log" && status=0; fi
      count_points "$log" "$status"
    fi
  fi
  rm -f "$log"
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" = 0 ]
}
