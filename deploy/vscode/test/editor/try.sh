#!/bin/sh
# Tries the extension in the real editor: installs what is missing (0.6 GB the first time), builds, and runs VscodeInEditor, which prints
# what was on the screen. Needs bash, npm and Chromium. Argument: a folder for screenshots; target/editor-pictures by default.
set -e
root=$(cd "$(dirname "$0")/../../../.." && pwd)
pictures=${1:-$root/target/editor-pictures}
mkdir -p "$pictures"
pictures=$(cd "$pictures" && pwd)
editor=$root/target/code-server
cd "$root"
bash .ci/runtime-clients
[ -f "$editor/installed" ] || { sh deploy/vscode/test/editor/install.sh "$editor" && touch "$editor/installed"; }
exec ./mvnw -q verify -pl deploy/standalone -am -Dit.test=VscodeInEditor -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
  -Dfailsafe.failIfNoSpecifiedTests=false -Dpictures="$pictures"
