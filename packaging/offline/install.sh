#!/bin/sh
# 安装 tuiwizard，不用联网：找一个合适的 Python，其余的事由 install.py 做。
here=$(cd "$(dirname "$0")" && pwd) || exit 2
for python in "$PYTHON" python3.15 python3.14 python3.13 python3.12 python3.11 python3 python; do
    [ -n "$python" ] || continue
    if "$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$python" -I "$here/install.py" "$@"
    fi
done
echo '没有找到 Python 3.11 或更高版本（要有 venv）；请用单文件版：它自带 Python，不用安装（见 README.txt），或者先安装 Python，或指明它在哪里：PYTHON=/路径/python3 sh install.sh' >&2
exit 2
