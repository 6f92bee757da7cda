#!/usr/bin/env bash
# need.sh test|bench: sees to it that the machine has what the tests or the
# benches need. What is missing is named first and then installed through the
# system's package manager; without the right to do so, the one command to run
# is printed and the script fails.
set -euo pipefail

missing=()

# want PACKAGE TEST...: PACKAGE is missing where the test fails.
want() {
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}

# One of the places where an office suite keeps a part of itself.
office_part() {
  compgen -G "/usr/lib*/libreoffice/program/$1" || compgen -G "/opt/libreoffice*/program/$1"
}

font() { fc-list "$1" family | grep -q .; }

case ${1:-} in
test)
  want chromium command -v chromium
  want libreoffice-writer office_part 'libswlo.so'
  want libreoffice-calc office_part 'libsclo.so'
  want fontconfig command -v fc-list # tells which fonts there are
  want poppler-utils command -v pdftoppm
  want fonts-noto-cjk font 'Noto Serif CJK SC'
  want fonts-lxgw-wenkai font 'LXGW WenKai'
  want fonts-arphic-ukai font 'AR PL UKai CN'
  want gcc command -v gcc # the race detector alone needs a C compiler
  want libc6-dev test -e /usr/include/stdlib.h
  ;;
bench)
  want nodejs command -v node
  want npm command -v npm
  ;;
*)
  echo "用法：scripts/need.sh test|bench" >&2
  exit 2
  ;;
esac

[ ${#missing[@]} -gt 0 ] || exit 0

install="apt-get install -y --no-install-recommends ${missing[*]}"
echo "本机还缺：${missing[*]}"
if ! command -v apt-get >/dev/null; then
  echo "没有 apt-get。请用本机的软件管理器装上以上软件后再试。" >&2
  exit 1
fi
if [ "$(id -u)" = 0 ]; then
  as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  echo "没有安装软件的权限。请运行：sudo sh -c 'apt-get update && $install'" >&2
  exit 1
fi
echo "现在安装：$install"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive $install
