#!/bin/sh
# What `make` and `make onefile` need of Debian, in a container that has nothing.
set -eu
apt-get update --quiet
DEBIAN_FRONTEND=noninteractive exec apt-get install --quiet --yes --no-install-recommends \
    make python3 python3-venv dpkg-dev xz-utils ca-certificates
