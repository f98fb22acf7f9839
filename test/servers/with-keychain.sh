#!/bin/sh
# dbus-run-session -- sh with-keychain.sh COMMAND ...   with an unlocked, empty keychain that ends with the command
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run" "$home/data"
export XDG_RUNTIME_DIR="$home/run" XDG_DATA_HOME="$home/data"
printf 'of-the-tests' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
"$@"
