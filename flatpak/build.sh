#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# `./dev flatpak`: builds the Flatpak from its manifest, installs it, uses it in its sandbox, and writes a bundle.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=${here%/*}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/tranche

usage ()
{
  cat <<'END'
./dev flatpak [--devel]             build, test in the sandbox, and write tranche.flatpak
./dev flatpak build [--devel]       build and install only, and write tranche.flatpak
./dev flatpak test [--devel] [NAME…]
                                    the tests of what is installed, in its sandbox, without a display of your own
./dev flatpak pictures              the same, and the pictures of docs/screenshots that it takes
./dev flatpak run [ARGUMENT…]       start what is installed
./dev flatpak tranchectl ARGUMENT…  the command line of what is installed
./dev flatpak check                 look the manifests over; builds nothing
./dev flatpak ci                    all of it, each step with an end; what this machine can't do is left out, with a reason

Where a remote or an installation has org.gnome.Platform, the real one is used, and Tranche is installed for this
user beside it. Elsewhere a stand-in is made of Debian's packages (once: five minutes, 3 GB in
~/.cache/tranche), and everything is installed there, apart from what this user has.
END
}

. "$top/build-aux/sysroot.sh"
. "$here/runtime.sh"
. "$here/ci.sh"

application=io.github.tranche_app.Tranche

# Flatpak asks the system bus for parental controls, unless root asks. Where there is no such bus an empty one does.
with_bus ()
{
  if [ -S /run/dbus/system_bus_socket ] || [ "$(id -u)" = 0 ]; then
    "$@"
  else
    dbus-run-session -- bash -c 'DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS exec "$@"' _ "$@"
  fi
}

# need_tools COMMAND:PACKAGE…: what building needs, and what else; all that is missing is told at once
need_tools ()
{
  # The last three are what Flatpak's own triggers need to export kinds of files and icons.
  local tools=(flatpak:flatpak flatpak-builder:flatpak-builder ostree:ostree bwrap:bubblewrap eu-strip:elfutils
    dbus-run-session:dbus fusermount3:fuse3 git:git patch:patch update-desktop-database:desktop-file-utils
    update-mime-database:shared-mime-info gtk-update-icon-cache:gtk-update-icon-cache)
  if [ "$(id -u)" != 0 ]; then tools+=(newuidmap:uidmap); fi
  # Where there is no Flatpak yet, there is no runtime, and the stand-in is made of Debian's packages.
  if command -v apt-get >/dev/null && ! command -v flatpak >/dev/null; then tools+=(mmdebstrap:mmdebstrap); fi
  # Flatpak looks the icons over before it exports them, and can't read them without this.
  if command -v apt-get >/dev/null && ! compgen -G '/usr/lib/*/gdk-pixbuf-2.0/*/loaders/*svg*' >/dev/null; then
    tools+=(no-command:librsvg2-common)
  fi
  need_commands "${tools[@]}" "$@"
}

# use_runtime COMMAND:PACKAGE…: what else is needed, see need_tools
use_runtime ()
{
  need_tools "$@"
  runtime_find
  if [ "$runtime_from" = remote ]; then
    say "using the GNOME $runtime_branch runtime of this machine"
    work=$cache/flatpak-work
  else
    say "using the stand-in for the GNOME $runtime_branch runtime in ${FLATPAK_USER_DIR%/*}"
    work=${FLATPAK_USER_DIR%/*}/work
  fi
  mkdir -p "$work"
}

is_installed ()
{
  flatpak info --user "$application" >/dev/null 2>&1
}

need_installed ()
{
  is_installed || die "$application is not installed; ./dev flatpak build does that."
}

# What is installed is there once: no two builds, nor tests of which one installs it anew, at the same time. What they
# start doesn't keep the lock.
take_turns ()
{
  exec 8>>"$work/lock"
  flock -xn 8 || { say "another command builds or tests the Flatpak; waiting for it"; flock -x 8; }
}

build ()
{
  local log=$work/build.log seconds
  take_turns
  seconds=$SECONDS
  say "building $application (the log: $log)"
  # The folder of the state is the working one: flatpak-builder links between it and the build.
  if ! (
    cd "$work"
    with_bus flatpak-builder --user --force-clean --ccache --disable-rofiles-fuse --disable-updates \
      --disable-download --state-dir="$work/state" --repo="$work/repo" --default-branch=stable --install \
      "$work/build" "$here/$application.json"
  ) >"$log" 2>&1 </dev/null 8>&- 9>&-; then
    { tail -n 30 "$log"; grep -E '^not ok |^Bail out!|: error: ' "$log" | head -n 20; } >&2
    die "the Flatpak could not be built."
  fi
  # Warnings are errors in CI; the manifest itself can't say so, for those who build it with a later compiler.
  if [ -n "${CI:-}" ] && grep -E ': warning: |^warning: ' "$log" >&2; then die "the compiler warned."; fi
  say "built, tested in the Sdk, and installed in $((SECONDS - seconds)) s"
  with_bus flatpak build-bundle "$work/repo" "$bundle" "$application" stable >>"$log" 2>&1 ||
    die "the bundle could not be written: $(tail -n 1 "$log")"
  say "the bundle: $bundle ($(du -h "$bundle" | cut -f1)); flatpak install --user $bundle"
}

# What the tests use, as COMMAND:PACKAGE.
test_tools ()
{
  printf '%s\n' Xvfb:xvfb xauth:xauth openbox:openbox xdotool:xdotool xsettingsd:xsettingsd import:imagemagick \
    dbus-run-session:dbus gdbus:libglib2.0-bin pdftotext:poppler-utils sqlite3:sqlite3
  # What is no command: the buses' and portals' services, and what the tests speak to them with.
  if [ ! -x /usr/libexec/xdg-desktop-portal ] || [ ! -x /usr/libexec/at-spi-bus-launcher ] ||
    ! /usr/bin/python3 -c 'import dbus, gi; gi.require_version("Atspi", "2.0")' 2>/dev/null; then
    printf 'no-command:%s\n' xdg-desktop-portal at-spi2-core gir1.2-atspi-2.0 python3-gi python3-dbus
  fi
}

need_test_tools ()
{
  local tools
  mapfile -t tools < <(test_tools)
  need_commands "${tools[@]}"
  # Without it one point is left out.
  (need_commands weston:weston) || true
}

run_tests ()
{
  take_turns
  need_installed
  need_test_tools
  # How many times as long as on an idle machine their waits may take.
  if [ -n "${CI:-}" ]; then export TRANCHE_PATIENCE=4; fi
  TRANCHE_APPLICATION=$application TRANCHE_BUNDLE=$bundle "$here/tests/session" "$here/tests/run" "$@" 8>&- 9>&-
}

verb=all
case ${1:-} in
  -h | --help | help) usage; exit 0 ;;
  '' | -*) ;;
  *) verb=$1; shift ;;
esac
if [ "${1:-}" = --devel ]; then
  application=$application.Devel
  shift
fi

bundle=$top/tranche.flatpak
[ "$application" = io.github.tranche_app.Tranche ] || bundle=$top/tranche-devel.flatpak

case $verb in
  all)
    [ $# = 0 ] || { usage >&2; die "there is no “$1”"; }
    mapfile -t tools < <(test_tools)
    use_runtime "${tools[@]}"
    build
    run_tests
    ;;
  build)
    use_runtime
    build
    ;;
  test)
    use_runtime
    run_tests "$@"
    ;;
  pictures)
    use_runtime
    export TRANCHE_PICTURES=$top/docs/screenshots
    run_tests
    ;;
  run)
    use_runtime
    need_installed
    with_bus flatpak run --user "$application" "$@"
    ;;
  tranchectl)
    use_runtime
    need_installed
    with_bus flatpak run --user --command=tranchectl --filesystem="$PWD" "$application" "$@"
    ;;
  check)
    exec python3 "$here/tests/check-manifests" "$here"
    ;;
  ci)
    CI=true run_cycle
    ;;
  # What the cycle is made of.
  tools)
    need_tools
    ;;
  runtime)
    use_runtime
    ;;
  test-tools)
    need_test_tools
    ;;
  *)
    usage >&2
    die "there is no “$verb”"
    ;;
esac
