# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command in the tree, with the same paths inside as outside. Sourced by `dev` after sysroot.sh.
#
# enter COMMAND [ARGUMENT…]   replaces this process; nothing to enter (no $sysroot) runs the command here
#
# Inside, the system (/usr, /etc, /var) is the tree's and read-only; /tmp and /run are new and empty; the
# home folder, the folder the checkout lies in and the current one are the machine's own.

# Folders that are the system's: never shown whole.
is_system_folder ()
{
  case $1 in
    / | /bin | /boot | /dev | /etc | /lib | /lib32 | /lib64 | /libx32 | /proc | /root | /run | /sbin | /sys | /tmp | /usr | /var)
      return 0
      ;;
  esac
  return 1
}

# What the outside shows inside, one path a line, parents first. A checkout in /home/me/src shows /home,
# so that its siblings, its other worktrees and a shared/ folder beside it are there too.
shared_folders ()
{
  local path first common
  common=$(git -C "$top" rev-parse --path-format=absolute --git-common-dir 2>/dev/null || true)
  for path in "$top" "$PWD" "$HOME" "${common:+$(dirname "$common")}" "$(dirname "$top")/shared"; do
    if [ -z "$path" ] || [ ! -d "$path" ]; then continue; fi
    first=/$(cut -d/ -f2 <<<"$path")
    if ! is_system_folder "$first"; then
      echo "$first"
    elif [ "$first" != "$path" ] || [ "$path" = "$HOME" ]; then
      echo "$path"
    fi
  done | sort -u
}

# need_enter COMMAND:PACKAGE…: what is needed to go in, and what else; all that is missing is told at once
need_enter ()
{
  if [ "$(id -u)" = 0 ] && ! command -v apt-get >/dev/null; then
    # Root can do without bubblewrap.
    need_commands "$@"
  else
    need_commands bwrap:bubblewrap "$@"
  fi
}

# The display's sockets, where there is a display. X11's abstract socket needs no file.
display_sockets ()
{
  local socket runtime=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}
  if [ -n "${DISPLAY:-}" ]; then
    socket=/tmp/.X11-unix
    if [ -d "$socket" ]; then echo "$socket"; fi
    if [ -f "${XAUTHORITY:-$HOME/.Xauthority}" ]; then echo "${XAUTHORITY:-$HOME/.Xauthority}"; fi
  fi
  if [ -n "${WAYLAND_DISPLAY:-}" ]; then
    case $WAYLAND_DISPLAY in
      /*) socket=$WAYLAND_DISPLAY ;;
      *) socket=$runtime/$WAYLAND_DISPLAY ;;
    esac
    if [ -S "$socket" ]; then echo "$socket"; fi
  fi
  case ${DBUS_SESSION_BUS_ADDRESS:-} in
    unix:path=*)
      socket=${DBUS_SESSION_BUS_ADDRESS#unix:path=}
      if [ -S "${socket%%,*}" ]; then echo "${socket%%,*}"; fi
      ;;
  esac
}

inside_path=/usr/lib/ccache:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin

# A dbus session wants its user to have a name.
user_line ()
{
  echo "$(id -un 2>/dev/null || echo user):x:$(id -u):$(id -g)::$HOME:/bin/bash"
}

enter_bwrap ()
{
  local runtime arguments=() path
  runtime=/run/user/$(id -u)
  arguments=(
    --ro-bind "$sysroot/usr" /usr --ro-bind "$sysroot/etc" /etc --ro-bind "$sysroot/var" /var
    --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64
    --dev-bind /dev /dev --dev-bind /proc /proc --ro-bind-try /sys /sys
    --tmpfs /tmp --tmpfs /var/tmp --tmpfs /run --dir /run/user --perms 0700 --dir "$runtime"
    --ro-bind-try /etc/resolv.conf /etc/resolv.conf
  )
  if [ "$(id -u)" != 0 ]; then
    exec 7< <(cat "$sysroot/etc/passwd"; user_line)
    arguments+=(--ro-bind-data 7 /etc/passwd)
  fi
  while read -r path; do
    arguments+=(--bind "$path" "$path")
  done < <(shared_folders)
  while read -r path; do
    arguments+=(--bind-try "$path" "$path")
  done < <(display_sockets)
  exec bwrap "${arguments[@]}" --die-with-parent --chdir "$PWD" --setenv XDG_RUNTIME_DIR "$runtime" "$@"
}

# Where there is no bubblewrap, root builds the same view by hand, in a mount namespace of its own.
enter_chroot ()
{
  export sysroot runtime="/run/user/$(id -u)" folder=$PWD
  folders=$(shared_folders; display_sockets)
  export folders
  exec unshare --mount --propagation private bash -ec '
    root=$sysroot/mnt
    mount -t tmpfs -o mode=755 tmpfs "$root"
    show () {
      if [ -d "$1" ]; then mkdir -p "$root$2"; else mkdir -p "$(dirname "$root$2")"; [ -e "$root$2" ] || : >"$root$2"; fi
      mount --rbind "$1" "$root$2"
    }
    for part in usr etc var; do show "$sysroot/$part" "/$part"; mount -o remount,bind,ro "$root/$part"; done
    ln -s usr/bin usr/sbin usr/lib usr/lib64 "$root"
    for part in /dev /proc /sys; do show "$part" "$part"; done
    mkdir -p "$root/tmp" "$root/run"
    for part in /tmp /var/tmp /run; do mount -t tmpfs tmpfs "$root$part"; done
    chmod 1777 "$root/tmp" "$root/var/tmp"
    mkdir -p "$root$runtime"; chmod 700 "$root$runtime"
    if [ -e /etc/resolv.conf ]; then mount --bind /etc/resolv.conf "$root/etc/resolv.conf"; fi
    while read -r path; do [ -z "$path" ] || show "$path" "$path"; done <<<"$folders"
    export XDG_RUNTIME_DIR=$runtime
    unset sysroot runtime folders
    exec chroot "$root" /usr/bin/env --chdir="$folder" "$@"' _ "$@"
}

enter ()
{
  export TRANCHE_INSIDE=1
  if [ -z "$sysroot" ]; then
    exec "$@"
  fi
  case ${WAYLAND_DISPLAY:-/} in
    /*) ;;
    # The runtime folder inside is another one.
    *) export WAYLAND_DISPLAY=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/$WAYLAND_DISPLAY ;;
  esac
  # Only what the caller asked for by these; see speak() in inside.sh.
  export TRANCHE_LOCALE=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} TRANCHE_LANGUAGE=${LANGUAGE:-}
  export PATH=$inside_path LC_ALL=C.UTF-8
  # What points compilers, loaders and GTK at the machine's own files.
  unset LIBRARY_PATH CPATH C_INCLUDE_PATH LD_LIBRARY_PATH LD_PRELOAD PKG_CONFIG_PATH PYTHONPATH PYTHONHOME \
    LANGUAGE GTK_PATH GTK_MODULES GIO_EXTRA_MODULES GSETTINGS_SCHEMA_DIR XDG_DATA_DIRS
  if command -v bwrap >/dev/null && bwrap --ro-bind / / true 2>/dev/null; then
    enter_bwrap "$@"
  elif [ "$(id -u)" = 0 ]; then
    enter_chroot "$@"
  else
    die "bubblewrap can't make a user namespace here (a container, or kernel.unprivileged_userns_clone=0)." \
      "Run as root, allow user namespaces, or use a machine with GTK 4.18."
  fi
}
