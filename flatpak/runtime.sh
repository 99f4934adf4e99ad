# SPDX-License-Identifier: GPL-3.0-or-later
# The GNOME runtime that the Flatpak is built with. Sourced by build.sh.
#
# runtime_find   sets $runtime_from to “remote” (the real one, installed or in a configured remote) or to
#                “stand-in”, and FLATPAK_USER_DIR with it; makes and installs what is missing
#
# The stand-in has the same id and branch, so that the manifest is used as it is, and is made of Debian's packages
# of that GNOME. It is in an installation of its own: the real installations never see it.

runtime_branch=51
runtime_suite=forky
# Raise this when the recipe below changes in a way that the runtime shows.
runtime_recipe=1
runtime_locales='en_US de_DE fr_FR af_ZA ar_EG'
runtime_needs_mb=7000
# How this ends when Debian's packages can't be had at the time, which is nothing that a change here can mend: they can't be
# fetched, or don't fit each other that day, because GNOME 51 is in a suite that is still moving.
no_packages=75
packages_unfit='unmet dependencies|held broken packages|dependency problems|Unable to correct problems'

packages_of ()
{
  awk -v section="[$1]" '/^\[/ { on = $0 == section; next } on && !/^#/ && NF { print $1 }' "$here/runtime-packages.txt"
}

runtime_key ()
{
  { echo "$runtime_suite $runtime_branch $runtime_recipe $runtime_locales"; packages_of platform; packages_of sdk; } |
    sha256sum | cut -c1-12
}

# The real runtime, where this machine has it or a remote that offers it.
find_real_runtime ()
{
  local remote options
  if flatpak info "org.gnome.Sdk//$runtime_branch" >/dev/null 2>&1 &&
    flatpak info "org.gnome.Platform//$runtime_branch" >/dev/null 2>&1; then
    return 0
  fi
  while read -r remote options; do
    case $options in
      *user*) options=--user ;;
      *) options=--system ;;
    esac
    if timeout 60 flatpak remote-info "$options" "$remote" "org.gnome.Sdk//$runtime_branch" >/dev/null 2>&1; then
      say "the remote “$remote” has GNOME $runtime_branch"
      flatpak install --user -y --noninteractive "$remote" "org.gnome.Platform//$runtime_branch" \
        "org.gnome.Sdk//$runtime_branch" >&2 && return 0
      say "it could not be installed from “$remote”"
    fi
  done < <(flatpak remotes --columns=name,options 2>/dev/null)
  return 1
}

# make_tree NAME DIRECTORY PACKAGE…: a Debian tree of plain files that belong to whoever calls
make_tree ()
{
  local name=$1 directory=$2 prefix=() mode=unshare
  shift 2
  if [ "$(id -u)" = 0 ]; then
    mode=root
  elif ! has_namespaces; then
    prefix=(as_root)
    mode=root
  fi
  mkdir -p "$directory"
  (
    cd /
    "${prefix[@]}" mmdebstrap --mode="$mode" --format=tar --variant=apt --include="$(IFS=,; echo "$*")" \
      --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Retries "3"' \
      --aptopt='Acquire::Check-Valid-Until "false"' --dpkgopt=force-unsafe-io \
      --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
      --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
      --customize-hook='for l in '"$runtime_locales"'; do chroot "$1" localedef -i "$l" -f UTF-8 "$l.UTF-8"; done' \
      "$runtime_suite" - 2>"$directory.log"
  ) | tar -x --no-same-owner --exclude='./dev/*' --exclude='./var/*' --exclude='./etc/*shadow*' -C "$directory" ||
    return 1
  chmod -R u+rwX "$directory"
}

# Replaces a file without writing through the link that its package may have made of it.
put ()
{
  mkdir -p "${1%/*}"
  rm -f "$1"
  cat >"$1"
}

# lay_out TREE: makes of a tree the folder that `flatpak build-export --runtime` takes. Flatpak shows usr/ as /usr
# and what is in usr/etc as /etc.
lay_out ()
{
  local tree=$1 usr=$1/usr triplet
  triplet=$(cd "$usr/lib" && echo ./*-linux-gnu)
  mv "$tree/etc" "$usr/etc"
  find "$tree" -mindepth 1 -maxdepth 1 ! -name usr -exec rm -rf {} +
  rm -rf "$usr"/{local,games,src} "$usr"/etc/{apt,init.d,systemd,cron.d,cron.daily,ld.so.cache,machine-id} \
    "$usr"/etc/{resolv.conf,hostname,mtab,fstab,passwd-,group-,.pwd.lock}
  rm -rf "$usr"/etc/rc?.d
  mkdir -p "$tree/files" "$usr/lib/debug" "$usr/share/runtime/locale" "$usr/lib/fontconfig/cache"

  put "$usr/etc/ld.so.conf" <<END
/app/lib
include /run/flatpak/ld.so.conf.d/*.conf
/usr/lib/${triplet#./}
END
  put "$usr/etc/fonts/local.conf" <<'END'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/app/share/fonts</dir>
  <dir>/run/host/fonts</dir>
  <cachedir>/usr/lib/fontconfig/cache</cachedir>
</fontconfig>
END
  put "$usr/lib/os-release" <<END
ID=org.gnome.Platform
NAME="Stand-in for the GNOME runtime"
PRETTY_NAME="Stand-in for the GNOME $runtime_branch runtime, from Debian $runtime_suite"
VERSION_ID=$runtime_branch
END
  if [ -x "$usr/bin/appstreamcli" ] && [ ! -e "$usr/bin/appstream-compose" ]; then
    # What flatpak-builder before 1.3.4 calls, on a metainfo file that it has moved to the old folder.
    put "$usr/bin/appstream-compose" <<'END'
#!/bin/sh
set -e
for id; do :; done
if [ -f "/app/share/appdata/$id.appdata.xml" ]; then
  mkdir -p /app/share/metainfo
  mv "/app/share/appdata/$id.appdata.xml" "/app/share/metainfo/$id.metainfo.xml"
  rmdir /app/share/appdata
fi
exec appstreamcli compose --no-net --prefix=/ --origin="$id" --components="$id" --result-root=/app \
  --data-dir=/app/share/app-info/xmls --icons-dir=/app/share/app-info/icons/flatpak /app
END
    chmod 755 "$usr/bin/appstream-compose"
  fi
  bwrap --unshare-all --bind "$usr" /usr --ro-bind "$usr/etc" /etc --symlink usr/lib /lib --symlink usr/lib64 /lib64 \
    --symlink usr/bin /bin --proc /proc --dev /dev --tmpfs /tmp --setenv LC_ALL C.UTF-8 --setenv HOME /tmp \
    --setenv PATH /usr/bin:/usr/sbin fc-cache -s -f
}

# export_runtime TREE ID REPOSITORY
export_runtime ()
{
  local architecture
  architecture=$(flatpak --default-arch)
  cat >"$1/metadata" <<END
[Runtime]
name=$2
runtime=org.gnome.Platform/$architecture/$runtime_branch
sdk=org.gnome.Sdk/$architecture/$runtime_branch

[Environment]
XDG_DATA_DIRS=/app/share:/usr/share:/usr/share/runtime/share:/run/host/user-share:/run/host/share
GI_TYPELIB_PATH=/app/lib/girepository-1.0
END
  flatpak build-export --runtime --disable-sandbox --disable-fsync --no-update-summary \
    --subject="Stand-in from Debian $runtime_suite" "$3" "$1" "$runtime_branch"
}

# make_repository DIRECTORY: both runtimes, side by side as far as most of it is waiting
make_repository ()
{
  local making=$1 platform=() sdk=() first second
  mapfile -t platform < <(packages_of platform)
  mapfile -t sdk < <(packages_of sdk)
  make_tree platform "$making/platform" "${platform[@]}" &
  first=$!
  make_tree sdk "$making/sdk" "${platform[@]}" "${sdk[@]}" &
  second=$!
  wait "$first" || { wait "$second"; return 1; }
  wait "$second" || return 1
  say "the packages are unpacked ($SECONDS s); making runtimes of them" 2>&4

  ostree init --repo="$making/repo" --mode=archive-z2 &&
    ostree --repo="$making/repo" config set archive.zlib-level 1 || return 1
  local name
  for name in platform sdk; do
    lay_out "$making/$name" && export_runtime "$making/$name" "org.gnome.${name^}" "$making/repo" || return 1
    rm -rf --one-file-system "${making:?}/$name"
  done
  flatpak build-update-repo --title="Stand-in for GNOME $runtime_branch" "$making/repo"
}

# try_to_make DIRECTORY LOG: twice where it was the packages that failed, for a mirror that is just being brought up to date
try_to_make ()
{
  local making=$1 log=$2 try part outside
  for try in 1 2; do
    rm -rf --one-file-system "$making"
    mkdir -p "$making"
    if make_repository "$making" 4>&2 >"$log" 2>&1; then return 0; fi
    for part in "$making"/*.log "$log"; do tail -n 8 "$part" >&2; done
    outside=false
    if grep -qE "$network_failed|$packages_unfit" "$making"/*.log; then outside=true; fi
    rm -rf --one-file-system "$making"
    if [ "$outside" = false ]; then return 1; fi
    if [ "$try" = 1 ]; then say "that failed; trying it once more"; fi
  done
  say "Debian's packages can't be had at the moment, of which the stand-in runtime is made"
  exit "$no_packages"
}

stand_in_is_installed ()
{
  flatpak info --user "org.gnome.Platform//$runtime_branch" >/dev/null 2>&1 &&
    flatpak info --user "org.gnome.Sdk//$runtime_branch" >/dev/null 2>&1
}

remove_old_runtimes ()
{
  local old
  for old in "$cache"/flatpak-????????????; do
    if [ -d "$old" ] && [ "$old" != "$1" ] && flock -xn "$old.lock" true; then
      say "removing the old stand-in $old"
      rm -rf --one-file-system "$old" "$old.lock"
    fi
  done
}

runtime_find ()
{
  if find_real_runtime; then
    runtime_from=remote
    return 0
  fi
  runtime_from=stand-in
  local kept making log
  kept=$cache/flatpak-$(runtime_key)
  log=$cache/flatpak-runtime.log
  mkdir -p "$cache" 2>/dev/null || die "$cache can't be made; set XDG_CACHE_HOME to a folder that can be written."
  exec 9>>"$kept.lock"
  flock -xn 9 || { say "another command uses the stand-in runtime; waiting for it"; flock -x 9; }
  if [ ! -d "$kept/repo" ]; then
    need_rights
    need_commands mmdebstrap:mmdebstrap ostree:ostree bwrap:bubblewrap
    if [ "$(id -u)" != 0 ]; then need_commands newuidmap:uidmap; fi
    need_space "$cache" "$runtime_needs_mb"
    say "no remote here has GNOME $runtime_branch: making a stand-in of Debian's packages in $kept (once, five minutes, 3 GB; the log: $log)"
    SECONDS=0
    making=$kept/making
    try_to_make "$making" "$log" ||
      die "the stand-in runtime could not be made (the whole log: $log)." \
        "It needs the network and Debian's packages; what was begun has been removed. Try again."
    mv "$making/repo" "$kept/repo"
    rm -rf --one-file-system "$making"
    say "made in $SECONDS s"
    remove_old_runtimes "$kept"
  fi

  export FLATPAK_USER_DIR=$kept/installation
  if ! stand_in_is_installed; then
    flatpak --user remote-add --if-not-exists --no-gpg-verify stand-in "file://$kept/repo" &&
      flatpak --user install -y --noninteractive --or-update stand-in "org.gnome.Platform//$runtime_branch" \
        "org.gnome.Sdk//$runtime_branch" >"$log" 2>&1 || {
      tail -n 8 "$log" >&2
      die "the stand-in runtime could not be installed (the whole log: $log)."
    }
  fi
  # From here on others may use it too; it only mustn't be removed.
  flock -s 9
}
