# SPDX-License-Identifier: GPL-3.0-or-later
# `dev run` and `dev screenshot`. Sourced by inside.sh, which gives $top, $build and die.

tranchectl=$build/src/cli/tranchectl
window=$build/src/tranche
session=$top/tests/support/session

# A practice of invented clients, made once; the window keeps what is changed in it.
sample_practice ()
{
  local file=$1
  if [ ! -f "$file" ]; then
    mkdir -p "$(dirname "$file")"
    "$tranchectl" sample "$file" --clients 140 --months 24 --seed 1 >&2
    "$tranchectl" segment "$file" >&2
  fi
}

run_window ()
{
  local file=${1:-$build/sample/practice.tranche}
  [ -x "$window" ] || die "there is no $window."
  if [ $# = 0 ]; then sample_practice "$file"; fi
  # Without a session's bus, as over a bare X11 connection, GApplication needs one of its own.
  if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ]; then
    exec dbus-run-session -- "$window" "$file"
  fi
  exec "$window" "$file"
}

step ()
{
  local word
  printf '\n$ tranchectl'
  for word; do
    # As a reader would type it, in that folder.
    word=${word#"$folder/"}
    case $word in
      *' '*) printf ' "%s"' "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
  "$tranchectl" "$@"
}

# The main job in the terminal: statements in, segments out, documents printed, and a look at the window.
run_without_display ()
{
  local picture
  [ -x "$tranchectl" ] || die "there is no $tranchectl."
  folder=$build/demo
  rm -rf "$folder"
  mkdir -p "$folder/documents"
  cp "$top/build-aux/demo-statement.csv" "$folder/statement.csv"

  echo "There is no display, so this does the main job from the command line, in"
  echo "$folder"
  step create "$folder/practice.tranche" --office "Cape Town"
  step import statements "$folder/practice.tranche" "$folder/statement.csv" --office "Cape Town" \
    --map client-ref=Client,date=Paid,amount=Amount,reference=Reference --create-clients
  step strategy "$folder/practice.tranche" --office "Cape Town" --target individual \
    --band Bronze=0 --band Silver=500 --band Gold=2000 --max-months 12 --buffer-months 1 --activate
  step segment "$folder/practice.tranche" --office "Cape Town" --date 2025-08-14
  step clients "$folder/practice.tranche"
  step explain "$folder/practice.tranche" --office "Cape Town" --client C-1002 --date 2025-08-14

  printf '\nAnd a larger practice of invented clients, with agreements:\n'
  step sample "$folder/sample.tranche" --clients 140 --months 24 --seed 1
  step segment "$folder/sample.tranche"
  step report fds "$folder/sample.tranche" --all --combined -o "$folder/documents"

  printf '\nThe practice files:  %s\n                     %s\n' "$folder/practice.tranche" "$folder/sample.tranche"
  printf 'The documents:       %s\n' "$folder"/documents/*.pdf
  picture=$folder/window.png
  if [ -x "$window" ]; then
    "$session" --timeout 90 -- python3 "$top/build-aux/screenshot.py" "$picture" --file "$folder/sample.tranche" \
      --page Clients >"$folder/screenshot.log" 2>&1 || {
      tail -n 15 "$folder/screenshot.log" >&2
      die "the picture of the window could not be taken."
    }
    printf 'The window:          %s\n' "$picture"
  fi
  printf '\nWith a display, ./dev run opens the window.\n'
}

# take_screenshot PAGE [OUT.png] [OPTION…]: the options are screenshot.py's
take_screenshot ()
{
  local page=$1 output=${2:-}
  shift
  if [ $# -gt 0 ]; then shift; fi
  [ -x "$window" ] || die "there is no $window."
  output=${output:-$build/screenshots/${page// /-}.png}
  sample_practice "$build/sample/picture.tranche"
  "$session" --timeout 120 -- python3 "$top/build-aux/screenshot.py" "$output" \
    --file "$build/sample/picture.tranche" --page "$page" "$@"
  echo "$output"
}
