#!/usr/bin/env bash
# usage: tests/browser.sh PYTHON    finds a Chromium and a font with Chinese characters for the tests, or installs them
set -u
python=$(realpath -s "$1" 2>/dev/null || echo "$PWD/$1")
cd "$(dirname "$0")/.." || exit

apt_can() { command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; }
apt_updated=
apt_install() {
	if [ -z "$apt_updated" ]; then apt-get update -qq && apt_updated=1; fi
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

found() { "$python" -m tests.chromium >/dev/null; }
install() {
	apt_can && apt_install chromium && found && return
	"$python" -m playwright install chromium || return
	found || { apt_can && "$python" -m playwright install-deps chromium >/dev/null && found; }
}

if ! found; then
	echo "No Chromium: installing one ..."
	install || {
		echo "The tests of pages need a Chromium, and none could be installed."
		echo "Install one (Debian: apt install chromium; macOS: brew install --cask chromium),"
		echo "or set CHROMIUM to the path of one, and run make test again."
		exit 1
	}
fi

case $(uname) in
Darwin) ;; # macOS comes with Chinese fonts
*)
	if [ -z "$(fc-list :lang=zh-cn family 2>/dev/null)" ] && ! { apt_can && apt_install fontconfig fonts-noto-cjk; }; then
		echo "No font with Chinese characters is installed: the tests go on, screenshots show boxes."
		echo "To mend that: apt install fonts-noto-cjk, or your system's package of Noto CJK."
	fi
	;;
esac
