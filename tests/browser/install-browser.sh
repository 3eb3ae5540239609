#!/usr/bin/env bash
# Make sure that a Chromium is there for the browser tests; say plainly when it can't be had.
set -euo pipefail
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing Chromium through apt …"
  if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-core >/dev/null; then
    exit 0
  fi
fi
echo "installing Chromium through Playwright …"
if "$(dirname "$0")/../../.venv/bin/python" -m playwright install chromium; then
  exit 0
fi
echo "The browser tests need a Chromium: install the package chromium of your system and run make test again." >&2
exit 1
