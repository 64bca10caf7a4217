#!/usr/bin/env bash
# Puts a directory file (docs: who is reached how, who stands in) into the table that the app reads every five minutes.
# Usage: put-directory.sh FILE STORAGE-ACCOUNT        as somebody who may write tables there (az login); needs az, jq, sha256sum, split.
# The parts are written first, under the digest of the whole; the head that names the digest last: the new version is in force at once or not at all.
set -euo pipefail
file=$1 account=$2
parts=$(mktemp -d)
trap 'rm -rf "$parts"' EXIT

# ASCII, so that a part never ends within a character.
jq --compact-output --ascii-output --join-output . "$file" > "$parts/whole"
digest=$(sha256sum "$parts/whole" | cut -d' ' -f1)
split --bytes=30000 --numeric-suffixes --suffix-length=4 "$parts/whole" "$parts/part-"

put() { az storage entity insert --account-name "$account" --auth-mode login --table-name directory --if-exists replace --only-show-errors --output none --entity "$@"; }
az storage table create --account-name "$account" --auth-mode login --name directory --only-show-errors --output none
for part in "$parts"/part-*; do
  put PartitionKey=directory "RowKey=$digest-${part##*-}" "Json=$(cat "$part")"
done
put PartitionKey=directory RowKey=head "Digest=$digest"
echo "The directory is version ${digest:0:8}; the app reads it within five minutes."
