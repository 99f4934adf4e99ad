#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What `dev` does where the compiler and GTK are: called by it, inside the tree or on the machine itself.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$top/_build/dev

die ()
{
  printf 'dev: %s\n' "$@" >&2
  exit 1
}

# A program finds its translations where it would be installed: in a folder of the build's, which are those just made.
link_translations ()
{
  mkdir -p "$build/install/share"
  ln -sfn ../../po "$build/install/share/locale"
}

# configure [OPTION…]: sets $build up once; its log is shown only when it fails
configure ()
{
  if [ -f "$build/build.ninja" ]; then return 0; fi
  link_translations
  if ! meson setup "$build" "$top" --prefix="$build/install" "$@" >"$build/setup.log" 2>&1; then
    tail -n 25 "$build/setup.log" >&2
    die "configuring failed; the whole log is in $build/setup.log"
  fi
}

# compile [TARGET…]: warnings and failures only, and those on standard error
compile ()
{
  # Meson's long talk about a set-up that is to be made again goes to its log.
  ninja -C "$build" build.ninja >"$build/setup.log" 2>&1 || {
    tail -n 25 "$build/setup.log" >&2
    die "configuring again failed; the whole log is in $build/setup.log"
  }
  ninja -C "$build" --quiet -j "$(nproc)" "$@" >&2
}

# The programs find their settings' schemas without being installed.
program_environment ()
{
  if [ -f "$build/data/gschemas.compiled" ]; then export GSETTINGS_SCHEMA_DIR=$build/data; fi
}

# A build from before its prefix was its own folder gets it now.
find_translations ()
{
  if [ -e "$build/install/share/locale" ]; then return 0; fi
  link_translations
  meson configure "$build" --prefix="$build/install" >&2
  compile
}

# Building and testing are done in English; the programs speak the language of whoever calls them.
speak ()
{
  local locale=${TRANCHE_LOCALE:-}
  if locale -a 2>/dev/null | grep -qixF -e "${locale/UTF-8/utf8}"; then export LC_ALL=$locale; fi
  if [ -n "${TRANCHE_LANGUAGE:-}" ]; then
    export LANGUAGE=$TRANCHE_LANGUAGE
    # Without a locale, gettext doesn't look at it.
    case $LC_ALL in C*) export LC_ALL=en_US.UTF-8 ;; esac
  fi
  case ${LANGUAGE:-$LC_ALL} in
    '' | C | C.* | POSIX | en*) ;;
    *) find_translations ;;
  esac
}

# run_tests PATIENCE [ARGUMENT…]: how many times as long as on an idle machine each may take
run_tests ()
{
  local status=0
  # It reaches what meson's own limits are not for: the waits of the windows' tests.
  export TRANCHE_PATIENCE=${1:-1}
  shift
  # Meson and Python would take others each time.
  export MALLOC_PERTURB_=165 PYTHONHASHSEED=0
  rm -f "$build"/meson-logs/testlog*
  meson test -C "$build" --no-rebuild --print-errorlogs --timeout-multiplier "$TRANCHE_PATIENCE" "$@" || status=$?
  "$top/build-aux/count-tests" "$build/meson-logs" "$status"
}

has_display ()
{
  [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]
}

verb=$1
shift
case $verb in
  build)
    configure
    compile "$@"
    ;;
  test)
    if [ -n "${CI:-}" ]; then
      build=$top/_build/ci
      configure -Dwerror=true
    fi
    configure
    compile
    run_tests "${CI:+4}" "$@"
    ;;
  tranchectl)
    configure
    compile src/cli/tranchectl
    speak
    program_environment
    exec "$build/src/cli/tranchectl" "$@"
    ;;
  run)
    configure
    compile
    speak
    program_environment
    . "$top/build-aux/demo.sh"
    if has_display; then
      run_window "$@"
    else
      run_without_display
    fi
    ;;
  screenshot)
    [ $# -ge 1 ] || die "usage: ./dev screenshot PAGE [OUT.png]"
    configure
    compile
    program_environment
    . "$top/build-aux/demo.sh"
    take_screenshot "$@"
    ;;
  pictures)
    configure
    compile
    program_environment
    find_translations
    if [ "${1:-}" = --pseudo ]; then
      shift
      "$top/build-aux/pseudo-translation.py" "$build/po"
      exec "$top/tests/support/session" --timeout 2400 -- \
        python3 "$top/build-aux/pseudo-pictures.py" "$build/pseudo" "$@"
    fi
    exec "$top/tests/support/session" --timeout 1200 -- \
      python3 "$top/build-aux/pictures.py" "$top/docs/screenshots" "$@"
    ;;
  bench)
    build=$top/_build/bench
    configure --buildtype=release
    compile
    if [ -x "$top/tests/bench/run" ]; then exec "$top/tests/bench/run" "$build" "$@"; fi
    # One after the other, with what they print: a measurement wants the machine for itself.
    exec meson test -C "$build" --no-rebuild --benchmark --num-processes 1 --verbose "$@"
    ;;
  asan)
    build=$top/_build/asan
    configure -Db_sanitize=address,undefined -Db_lundef=false
    compile
    # GLib, pango and fontconfig keep some memory for good; what is ours and lost is not in the list.
    # No strict_string_checks: cairo copies the text of links with strndup(), which they take for reading beyond it.
    export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1
    export LSAN_OPTIONS=suppressions=$top/tests/support/lsan.supp:print_suppressions=0
    export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
    run_tests 4 "$@"
    ;;
  valgrind)
    configure
    compile
    suppressions=()
    for file in "$top"/tests/support/*.supp /usr/share/glib-2.0/valgrind/*.supp /usr/share/gtk-4.0/valgrind/*.supp; do
      case $file in
        */lsan.supp) ;;
        *) [ ! -f "$file" ] || suppressions+=("--suppressions=$file") ;;
      esac
    done
    [ $# -gt 0 ] || set -- --suite domain --suite store --suite jobs --suite report
    run_tests 20 \
      --wrap "valgrind --quiet --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite --error-exitcode=9 --num-callers=30 ${suppressions[*]}" \
      "$@"
    ;;
  translate)
    exec python3 "$top/build-aux/translations.py" update "$@"
    ;;
  format)
    cd "$top"
    mapfile -t files < <(git ls-files -co --exclude-standard 'src/*.[ch]' 'tests/*.[ch]')
    if [ "${#files[@]}" = 0 ]; then exit 0; fi
    if [ "${1:-}" = --check ]; then
      drifted=()
      for file in "${files[@]}"; do
        clang-format "$file" | cmp -s - "$file" || drifted+=("$file")
      done
      [ "${#drifted[@]}" = 0 ] || die "not laid out by .clang-format (./dev format does it):" "${drifted[@]}"
    else
      clang-format -i "${files[@]}"
    fi
    ;;
esac
