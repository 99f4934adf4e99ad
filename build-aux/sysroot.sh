# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian 13 tree that Tranche is built, run and tested in. Sourced by `dev`.
#
# sysroot_find   sets $sysroot to a complete tree (making it when there is none), or to nothing where the
#                machine itself has the floor; returns with the tree's lock held, so that it isn't removed
# sysroot_key    prints the key of the package list and this recipe

sysroot_suite=trixie
# Raise this when the recipe below changes in a way that the tree shows.
sysroot_recipe=1
sysroot_locales='en_US en_AU de_DE fr_FR af_ZA'
sysroot_needs_mb=3500
# What apt says when packages can't be fetched now, but perhaps later: no way there, or a mirror that is just being brought
# up to date.
network_failed='Could not resolve|Could not connect|Temporary failure|Connection (failed|timed out|reset)|Network is unreachable|Failed to fetch|Hash Sum mismatch|unexpected size|sync in progress|Undetermined Error'

die ()
{
  printf 'dev: %s\n' "$@" >&2
  exit 1
}

say ()
{
  printf 'dev: %s\n' "$*" >&2
}

packages ()
{
  sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$top/build-aux/packages.txt" | sort -u
}

sysroot_key ()
{
  { echo "$sysroot_suite $sysroot_recipe $sysroot_locales"; packages; } | sha256sum | cut -c1-12
}

# Whether the machine itself can build, run and test: then there is no need for a tree.
native_floor ()
{
  local command
  for command in pkg-config meson ninja cc blueprint-compiler msgfmt xvfb-run openbox xdotool xsettingsd \
    dbus-run-session python3 sqlite3 import pdftotext desktop-file-validate appstreamcli; do
    command -v "$command" >/dev/null || return 1
  done
  pkg-config --exists 'gtk4 >= 4.18' 'libadwaita-1 >= 1.7' 'glib-2.0 >= 2.84' 'sqlite3 >= 3.46' json-glib-1.0 \
    2>/dev/null || return 1
  python3 -c 'import gi; gi.require_version("Atspi", "2.0")' 2>/dev/null
}

# Run as root: as it is, or by sudo (which may only ask where somebody can answer).
as_root ()
{
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif [ -t 0 ] && [ -t 2 ]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

can_be_root ()
{
  [ "$(id -u)" = 0 ] && return
  command -v sudo >/dev/null || return
  if [ -t 0 ] && [ -t 2 ]; then return 0; fi
  sudo -n true 2>/dev/null
}

# Those of COMMAND:PACKAGE… that aren't there, by their command, or by their package where it brings none (no-command).
missing_commands ()
{
  local pair
  for pair; do
    case $pair in
      no-command:*) echo "${pair##*:}" ;;
      *) command -v "${pair%%:*}" >/dev/null || echo "${pair%%:*}" ;;
    esac
  done | sort -u | paste -sd' '
}

# need_commands COMMAND:PACKAGE…: installs what is missing
need_commands ()
{
  local pair missing=()
  for pair; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
  done
  # One package has several of them, or is named twice.
  if [ "${#missing[@]}" != 0 ]; then mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u); fi
  if [ "${#missing[@]}" = 0 ]; then return 0; fi
  command -v apt-get >/dev/null ||
    die "these commands are missing here: $(missing_commands "$@")" \
      "Install what has them with your distribution's packages (in Debian: ${missing[*]})."
  can_be_root ||
    die "these packages are missing: ${missing[*]}" \
      "Ask an administrator for:  apt-get install ${missing[*]}"
  say "installing ${missing[*]}"
  local log try
  log=$(mktemp)
  # A bare machine has no package lists yet, or old ones; and a network may be there again the next time.
  for try in 1 2 3; do
    if [ "$try" != 1 ]; then
      as_root apt-get -q -o Acquire::Retries=3 update >>"$log" 2>&1 || sleep "$((try * 3))"
    fi
    if install_packages "${missing[@]}" >>"$log" 2>&1; then
      rm -f "$log"
      return
    fi
  done
  tail -n 15 "$log" >&2
  rm -f "$log"
  die "could not install ${missing[*]}: is there a network? By hand:  apt-get install ${missing[*]}"
}

# Another program that uses apt is waited for.
install_packages ()
{
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 \
    install -y --no-install-recommends "$@"
}

free_mb ()
{
  df -Pm "$1" | awk 'NR == 2 { print $4 }'
}

need_space ()
{
  local free
  free=$(free_mb "$1")
  if [ "$free" -lt "$2" ]; then
    die "$1 has $free MB free; making the Debian 13 tree takes $2 MB." \
      "Make room, or set XDG_CACHE_HOME (tree) or TMPDIR (its making) to a folder with more."
  fi
}

# A folder that another user id may go through, for mmdebstrap's own work in a user namespace.
bootstrap_tmp ()
{
  local folder
  for folder in "${TMPDIR:-}" /var/tmp /tmp; do
    if [ -n "$folder" ] && [ -d "$folder" ] && [ -w "$folder" ] && [ "$(free_mb "$folder")" -ge "$sysroot_needs_mb" ]; then
      echo "$folder"
      return
    fi
  done
  need_space "${TMPDIR:-/var/tmp}" "$sysroot_needs_mb"
}

bootstrap_arguments ()
{
  printf '%s\n' --variant=minbase --include="$(packages | paste -sd,)" \
    --aptopt='APT::Install-Recommends "false"' \
    --aptopt='Acquire::Languages "none"' \
    --aptopt='Acquire::Retries "3"' \
    --dpkgopt=force-unsafe-io \
    --customize-hook='for l in '"$sysroot_locales"'; do chroot "$1" localedef -i "$l" -f UTF-8 "$l.UTF-8"; done'
}

# Whether this user may map user ids of their own.
has_namespaces ()
{
  grep -q "^\($(id -un 2>/dev/null || id -u)\|$(id -u)\):" /etc/subuid 2>/dev/null && unshare --user true 2>/dev/null
}

need_rights ()
{
  has_namespaces || can_be_root ||
    die "making the tree needs root, sudo, or user namespaces with an entry for $(id -un 2>/dev/null || id -u) in /etc/subuid." \
      "An administrator can add one:  usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un 2>/dev/null || id -u)"
}

# sysroot_make DIRECTORY LOG: root makes the tree in place; another user gets it as an archive that is
# unpacked as theirs, because a user namespace would leave files that belong to nobody they know.
sysroot_make ()
{
  local directory=$1 log=$2 arguments=()
  mapfile -t arguments < <(bootstrap_arguments)
  mkdir -p "$directory"
  if [ "$(id -u)" = 0 ]; then
    mmdebstrap --mode=root "${arguments[@]}" "$sysroot_suite" "$directory" >"$log" 2>&1
    return
  fi
  local prefix=() mode=unshare TMPDIR
  if ! has_namespaces; then
    prefix=(as_root)
    mode=root
  fi
  TMPDIR=$(bootstrap_tmp) || exit 1
  export TMPDIR
  (
    cd /
    "${prefix[@]}" env TMPDIR="$TMPDIR" mmdebstrap --mode="$mode" --format=tar "${arguments[@]}" "$sysroot_suite" - 2>"$log"
  ) | tar -x --no-same-owner --exclude='./dev/*' --exclude='./etc/*shadow*' -C "$directory"
}

# Once more, where it was the network that failed.
sysroot_make_again ()
{
  grep -qE "$network_failed" "$2" || return 1
  tail -n 3 "$2" >&2
  say "that failed; trying it once more"
  rm -rf --one-file-system "$1"
  sleep 5
  sysroot_make "$1" "$2"
}

# What an interrupted making left behind.
sysroot_remove_unfinished ()
{
  local tree
  for tree in "$1"/making-*; do
    if [ -d "$tree" ] && flock -xn "$tree.lock" true; then
      rm -rf --one-file-system "$tree" "$tree.lock"
    fi
  done
}

# Old trees go, unless a command still runs in one.
sysroot_remove_old ()
{
  local cache=$1 keep=$2 tree
  for tree in "$cache"/sysroot-????????????; do
    if [ -d "$tree" ] && [ ! -L "$tree" ] && [ "$tree" != "$keep" ]; then
      if flock -xn "$tree.lock" true; then
        say "removing the old tree $tree"
        rm -rf --one-file-system "$tree" "$tree.lock"
      fi
    fi
  done
}

sysroot_find ()
{
  sysroot=
  if [ -n "${TRANCHE_INSIDE:-}" ]; then return 0; fi
  case ${TRANCHE_SYSROOT:-} in
    '')
      if native_floor; then return 0; fi
      ;;
    native)
      return 0
      ;;
    cached) ;;
    *)
      [ -d "$TRANCHE_SYSROOT/usr" ] || die "TRANCHE_SYSROOT: there is no tree in $TRANCHE_SYSROOT"
      sysroot=$TRANCHE_SYSROOT
      return 0
      ;;
  esac

  local cache=${XDG_CACHE_HOME:-$HOME/.cache}/tranche
  mkdir -p "$cache" 2>/dev/null || die "$cache can't be made; set XDG_CACHE_HOME to a folder that can be written."
  sysroot=$cache/sysroot-$(sysroot_key)
  local makers=()
  if [ ! -d "$sysroot" ]; then makers=(mmdebstrap:mmdebstrap tar:tar); fi
  if [ ! -d "$sysroot" ] && [ "$(id -u)" != 0 ]; then makers+=(newuidmap:uidmap); fi
  need_enter "${makers[@]}"
  exec 9>>"$sysroot.lock"
  if [ -d "$sysroot" ]; then
    flock -s 9
    [ ! -d "$sysroot" ] || return 0
  fi

  flock -xn 9 || { say "another command is making the tree; waiting for it"; flock -x 9; }
  if [ ! -d "$sysroot" ]; then
    need_rights
    sysroot_remove_unfinished "$cache"
    need_space "$cache" "$sysroot_needs_mb"
    local making=$cache/making-$$ log=$cache/sysroot.log seconds=$SECONDS
    exec 8>"$making.lock"
    flock -x 8
    say "making the Debian 13 tree in $sysroot (once, about two minutes, 1.5 GB)"
    if ! sysroot_make "$making" "$log" && ! sysroot_make_again "$making" "$log"; then
      tail -n 12 "$log" >&2
      rm -rf --one-file-system "$making" "$making.lock" 2>/dev/null || true
      die "the tree could not be made (the whole log: $log)." \
        "It needs the network and Debian's packages; what was begun has been removed. Try again."
    fi
    mv "$making" "$sysroot"
    rm -f "$making.lock"
    exec 8>&-
    say "made in $((SECONDS - seconds)) s"
    sysroot_remove_old "$cache" "$sysroot"
  fi
  flock -s 9
}
