#!/usr/bin/env bash
# usage: tests/browser.sh PYTHON    finds a Chromium and a font with Chinese characters for the tests, or installs them
set -u
python=$1

apt_can() { command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; }
apt_updated=
apt_install() {
	if [ -z "$apt_updated" ]; then apt-get update -qq && apt_updated=1; fi
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# A command called chromium is not always one: Ubuntu's is a stub that only tells to install a snap.
works() { [ -n "$1" ] && [ -x "$1" ] && "$1" --version >/dev/null 2>&1; }
system_chromium() {
	for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
		works "$(command -v "$name" 2>/dev/null)" && return 0
	done
	return 1
}
playwright_chromium() {
	works "$("$python" -c 'from playwright.sync_api import sync_playwright as p
with p() as it: print(it.chromium.executable_path)' 2>/dev/null)"
}

if ! system_chromium && ! playwright_chromium; then
	echo "No Chromium: installing one ..."
	{ apt_can && apt_install chromium && system_chromium; } ||
		"$python" -m playwright install chromium && playwright_chromium ||
		{ apt_can && "$python" -m playwright install-deps chromium >/dev/null && playwright_chromium; } || {
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
