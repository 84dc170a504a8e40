#!/bin/sh
# Makes the image localhost/logtrail-base, a Debian with a Java runtime, where no registry can be reached: for the test of
# the image. Needs root, buildah and debootstrap; does nothing if the image is there.
set -eu
buildah='buildah --storage-driver vfs'
policy=/etc/containers/policy.json
[ -f "$policy" ] || { mkdir -p "${policy%/*}" && printf '{"default":[{"type":"insecureAcceptAnything"}]}\n' >"$policy"; }
if $buildah inspect --type image localhost/logtrail-base >/dev/null 2>&1; then exit; fi
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
debootstrap --variant=minbase --include=openjdk-17-jre-headless bookworm "$root" >&2
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
container=$($buildah from scratch)
$buildah add -q "$container" "$root" / >&2
$buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
$buildah commit -q "$container" localhost/logtrail-base >&2
$buildah rm "$container" >&2
