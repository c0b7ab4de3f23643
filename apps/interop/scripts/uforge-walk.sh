#!/usr/bin/env bash
# Walks the UForge API with curl alone: from a disk that is made here, by an appliance and a generation, to the archive
# that is downloaded by its key, verified, unpacked, and held against that disk. Stops at the first thing that is wrong.
#
#   OS_AUTH_URL=http://127.0.0.1:9292/identity/v3 OS_USERNAME=demo OS_PASSWORD=… OS_PROJECT_NAME=demo \
#     uforge-walk.sh http://127.0.0.1:9292 QCOW2 'VMware Server'
#
# Needs curl, xmllint, openssl, tar and qemu-img. The project has to be the default one of the user.
set -euo pipefail

url=$1; shift
api=$url/api
user=$OS_USERNAME
namespace=http://www.usharesoft.com/uforge
folder=$(mktemp -d)
cd "$folder"

fail() { echo "FAILED: $*" >&2; exit 1; }
expect() { # WHAT WANTED FOUND
  [ "$2" = "$3" ] || fail "$1 is '$3', not '$2'"
}

# Passwords are in files that nobody else can read, and not among the arguments that everybody can.
umask 077
printf 'user = "%s:%s"\n' "$user" "$OS_PASSWORD" >basic
as_user() { curl -sS -K basic "$@"; }
# Asks, expects that it succeeds, and answers the document.
ask() { as_user --fail-with-body -H 'Accept: application/xml' "$@"; }
send() { # PATH DOCUMENT
  ask "$api/$1" -H 'Content-Type: application/xml' -d "$2"
}
# What an element of a document says, by its path below the root.
read_xml() { xmllint --xpath "string(/*/$1)" -; }
document() { # ROOT CONTENT
  printf '<u:%s xmlns:u="%s">%s</u:%s>' "$1" "$namespace" "$2" "$1"
}

log_in() { # Answers a token for the Image API.
  printf '{"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "%s", "password": "%s",
    "domain": {"name": "Default"}}}}, "scope": {"project": {"name": "%s", "domain": {"name": "Default"}}}}}' \
    "$user" "$OS_PASSWORD" "$OS_PROJECT_NAME" >login
  curl -sS -f -o /dev/null -D - "$OS_AUTH_URL/auth/tokens" -H 'Content-Type: application/json' -d @login |
    tr -d '\r' | sed -n 's/^x-subject-token: //Ip'
}

make_source() { # A disk with data, holes, and data again; answers the id of the image that has it.
  qemu-img create -q -f raw raw 24M
  head -c 5000000 /dev/urandom | dd of=raw conv=notrunc status=none
  head -c 3000000 /dev/urandom | dd of=raw bs=1M seek=16 conv=notrunc status=none
  qemu-img convert -f raw -O qcow2 raw source.qcow2
  local id token
  id=$(cat /proc/sys/kernel/random/uuid)
  token=$(log_in)
  printf 'header = "X-Auth-Token: %s"\n' "$token" >token
  as_project -o /dev/null "$url/v2/images" \
    -d "{\"id\": \"$id\", \"name\": \"walk\", \"disk_format\": \"qcow2\", \"container_format\": \"bare\"}"
  as_project "$url/v2/images/$id/file" -T source.qcow2 -H 'Content-Type: application/octet-stream'
  echo "$id"
}
as_project() { curl -sS --fail-with-body -K token "$@"; }

appliance=
clear_away() {
  [ -z "$appliance" ] || as_user -o /dev/null -X DELETE "$api/$appliance?force=true"
  [ ! -e token ] || as_project -o /dev/null -X DELETE "$url/v2/images/$source"
  rm -r "$folder"
}

wait_for() { # STATUS_URI
  local status
  for _ in $(seq 600); do
    status=$(ask "$api/$1")
    [ "$(read_xml error <<<"$status")" = false ] || fail "generation: $(read_xml errorMessage <<<"$status")"
    [ "$(read_xml complete <<<"$status")" = false ] || return 0
    sleep 0.5
  done
  fail 'generation: it does not end'
}

download_once() { # IMAGE FILE
  local uri length
  uri=$(read_xml downloadUri <"$1")
  curl -sS -f -D headers -o "$2" "$api/$uri"
  length=$(tr -d '\r' <headers | sed -n 's/^content-length: //Ip')
  expect 'the length' "$(read_xml fileSize <"$1")" "$length"
  ! grep -qi '^content-encoding:' headers || fail 'the download is encoded'
  expect 'the md5' "$(read_xml md5sum <"$1")" "$(md5sum <"$2" | cut -d' ' -f1)"
  expect 'the sha256' "$(read_xml sha256sum <"$1")" "$(sha256sum <"$2" | cut -d' ' -f1)"
}

refused_again() { # IMAGE
  local uri status
  uri=$(read_xml downloadUri <"$1")
  status=$(curl -sS -o refusal -w '%{http_code}' "$api/$uri")
  expect 'the status of a spent id' 401 "$status"
  expect 'the refusal' uforgeError "$(xmllint --xpath 'local-name(/*)' refusal)"
  expect 'the status in the refusal' 401 "$(read_xml statusCode <refusal)"
}

same_disk() { # FILE DRIVER
  local disk
  rm -rf unpacked && mkdir unpacked
  tar -xzf "$1" -C unpacked
  disk=$(echo unpacked/*)
  # Not all formats have anything to check.
  case $2 in raw | vpc) ;; *) qemu-img check -q -f "$2" "$disk" ;; esac
  qemu-img compare -q -f qcow2 -F "$2" source.qcow2 "$disk"
}

walk() { # TARGET_FORMAT
  local driver ticket file
  case $1 in
    QCOW2) driver=qcow2 ;;
    'VMware Server') driver=vmdk ;;
    VHD) driver=vpc ;;
    VHDX) driver=vhdx ;;
    VirtualBox) driver=vdi ;;
    'Raw Virtual Disk') driver=raw ;;
    *) fail "what is $1?" ;;
  esac
  ticket=$(send "$appliance/images" "$(document image "<compress>true</compress>
    <installProfile><memorySize>512</memorySize></installProfile><targetFormat><name>$1</name></targetFormat>")")
  wait_for "$(read_xml statusUri <<<"$ticket")"
  image_uri=$(read_xml uri <<<"$ticket")
  ask "$api/$image_uri" >image.xml
  file=$(read_xml fileName <image.xml)
  download_once image.xml "$file"
  same_disk "$file" "$driver"
  refused_again image.xml
  as_user -f -o again "$api/$image_uri/downloads/$file"
  cmp "$file" again
  echo "$1: $file, $(stat -c %s "$file") bytes as its md5 and sha256 say, the same disk as its source;" \
    'refused with the spent id, and had again with credentials'
}

by_json() { # The image that was walked to last says the same in JSON.
  local md5
  md5=$(read_xml md5sum <image.xml)
  as_user -f -H 'Accept: application/json' "$api/$image_uri" | grep -q "\"md5sum\":\"$md5\"" || fail 'the JSON differs'
  echo 'JSON: the same image'
}

by_api_key() { # A request that is signed, and has no password.
  local pair key text signature
  pair=$(send "users/$user/apikeys" "$(document apiKeyPair '<name>walk</name>')")
  key=$(read_xml uri <<<"$pair")
  text="$image_uri/status?apiKey=$(read_xml publicKey <<<"$pair")"
  signature=$(printf %s "$text" | openssl dgst -sha1 -hmac "$(read_xml secretKey <<<"$pair")" -binary | base64)
  signature=$(sed 's/+/%2B/g; s,/,%2F,g; s/=/%3D/g' <<<"$signature")
  expect 'the status' true "$(curl -sS -f "$api/$text&signature=$signature" | read_xml complete)"
  expect 'the code of a wrong signature' 401 \
    "$(curl -sS -o /dev/null -w '%{http_code}' "$api/$text.&signature=$signature")"
  ask -o /dev/null -X DELETE "$api/$key"
  echo 'API key: the same status'
}

source=
trap clear_away EXIT
source=$(make_source)
appliance=$(send "users/$user/appliances" "$(document appliance "<distributionUri>distributions/$source</distributionUri>
  <name>walk</name><orgUri>orgs/1</orgUri><version>1.0</version>")" | read_xml uri)
send "$appliance/osprofile" "$(document distribProfile '<name>Minimal</name>')" >/dev/null
for format in "$@"; do walk "$format"; done
by_json
by_api_key
