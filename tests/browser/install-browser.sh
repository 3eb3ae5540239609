#!/usr/bin/env bash
# Make sure that the browser tests have a Chromium, a Firefox, a WebKit and their judges; say plainly when one can't be had.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
venv="$here/../../.venv"
judges="$venv/npm" # with the other tools: ignored by git and by everything that reads the repository

have() { command -v "$1" >/dev/null; }

give_up() {
  echo "The browser tests need $1: install it with your system's packages and run this again." >&2
  exit 1
}

by_apt() { # tells whether the packages could be installed
  [ "$(id -u)" = 0 ] && have apt-get || return 1
  echo "installing $* through apt …"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

if ! have chromium && ! have chromium-browser && ! have google-chrome && ! by_apt chromium fonts-noto-core; then
  echo "installing Chromium through Playwright …"
  "$venv/bin/python" -m playwright install chromium || give_up "a Chromium"
fi

have firefox || have firefox-esr || by_apt firefox-esr || give_up "a Firefox"
have WebKitWebDriver && have Xvfb || by_apt webkit2gtk-driver xvfb ||
  give_up "WebKitGTK's WebKitWebDriver and Xvfb (on Debian: webkit2gtk-driver, xvfb)"

if ! cmp -s "$here/package.json" "$judges/installed.json"; then
  have npm || by_apt nodejs npm || give_up "npm, which fetches axe-core, the Nu HTML checker, Lighthouse and acorn"
  echo "installing axe-core, the Nu HTML checker, Lighthouse and acorn through npm …"
  mkdir -p "$judges"
  cp "$here/package.json" "$judges/"
  npm install --prefix "$judges" --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error >/dev/null ||
    give_up "the packages that tests/browser/package.json names, which npm could not fetch"
  cp "$here/package.json" "$judges/installed.json"
fi

have node || give_up "Node.js 18 or newer, which runs Lighthouse"
have java || by_apt default-jre-headless || give_up "Java, which runs the Nu HTML checker"
