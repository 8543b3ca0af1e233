#!/bin/sh
# Starts tuiwizard with the Python that lies beside this script, or is packed behind its last line;
# what is packed is unpacked once, into a folder of the person's own.
# `python -m onefile.build` puts values in the place of the words between at signs.
name=@NAME@ digest=@DIGEST@ system=@SYSTEM@ oldest=@GLIBC@
unxz=@UNXZ@
packed=@PACKED@
size=@SIZE@
elsewhere='请把环境变量 TUIWIZARD_UNPACK 设为一个能写、能运行程序、有 300 MB 空间的文件夹'

refuse() {
    printf '%s\n' "$1" >&2
    exit 2
}

# "glibc 2.12" -> refused, for it is older than 2.17; a C library that does not say what it is may do
check_system() {
    here=$(uname -s)-$(uname -m)
    [ "$here" = "$system" ] || refuse "这个程序是 $system 用的，这里是 $here，请换成这里用的那一个"
    found=$(getconf GNU_LIBC_VERSION 2>/dev/null) || found=
    found=${found#glibc }
    minor=${found#2.}
    minor=${minor%%[!0-9]*}
    if [ -n "$minor" ] && [ "$minor" -lt "${oldest#2.}" ]; then
        refuse "这里的系统太旧，不能运行：glibc 是 $found，要 $oldest 或更新，请在新一些的系统上运行"
    fi
}

unpack() {
    part=$folder.$$
    trap 'rm -rf "$part"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' HUP TERM
    (umask 077 && mkdir -p "$part") 2>/dev/null || refuse "不能解开到 $cache，$elsewhere"
    [ ! -t 2 ] || printf '%s\n' '第一次运行，正在解开，要几秒……' >&2
    tail -c "+$unxz" "$0" | head -c "$((packed - unxz))" >"$part/unxz"
    chmod +x "$part/unxz"
    "$part/unxz" --starts 2>/dev/null ||
        refuse "这里不能运行它：要用 glibc $oldest 或更新的 Linux；如果是 $cache 里不许运行程序，$elsewhere"
    # tar goes on where the disk is full, and an empty file has room: both have to be looked at
    if ! tail -c "+$packed" "$0" | "$part/unxz" 2>/dev/null | tar -xf - -C "$part" 2>/dev/null ||
        [ ! -e "$part/$name/whole" ]; then
        [ "$(wc -c <"$0")" -eq "$size" ] || refuse "$0 不完整，请重新复制这个文件"
        refuse "不能全部解开到 $cache，$elsewhere"
    fi
    mv -T "$part/$name" "$folder" 2>/dev/null # fails where somebody else was quicker
    rm -rf "$part"
    trap - EXIT HUP INT TERM
}

check_system
if [ "$packed" -gt 0 ]; then
    cache=${TUIWIZARD_UNPACK:-${XDG_CACHE_HOME:-${HOME:-}/.cache}/tuiwizard}
    folder=$cache/$name-$digest
    [ -e "$folder/whole" ] || unpack
else
    folder=$(dirname "$(readlink -f "$0")")
fi
exec "$folder/bin/python3" -I -m tuiwizard "$@"
exit # not read further, whatever comes behind
