#!/usr/bin/env bash
# Installs a Chinese font where there is none: pages and pictures are made in many tests.
set -euo pipefail
command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn)" ] && exit
sudo=()
[ "$(id -u)" -eq 0 ] || sudo=(sudo)
"${sudo[@]}" apt-get update --quiet
DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install --quiet --yes --no-install-recommends \
    fontconfig fonts-noto-cjk
