#!/usr/bin/env bash
# Installs what makes a Debian system in a folder, where it is missing.
set -euo pipefail
command -v debootstrap >/dev/null && exit
sudo=()
[ "$(id -u)" -eq 0 ] || sudo=(sudo)
"${sudo[@]}" apt-get update --quiet
DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install --quiet --yes --no-install-recommends debootstrap
