#!/bin/bash
# Makes the images in fixtures/ anew. Needs bash, qemu-img, genisoimage, xorriso, sgdisk, cryptsetup and hexdump.
# Tests need none of them. Each image is kept as `hexdump -C` shows it: small, and readable in a review. What the tools say
# of the sizes of the disks is kept beside them, in virtual-sizes.tsv. Ids are random, so every run changes some bytes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
kept=$here/fixtures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
rm -rf "$kept"
mkdir -p "$kept"

keep() { # NAME: of a file in the work folder
  hexdump -C "$1" > "$kept/$1.hex"
}

size() { # NAME BYTES
  printf '%s\t%s\n' "$1" "$2" >> "$kept/virtual-sizes.tsv"
}

# NAME FORMAT SIZE [OPTION…]: an image as qemu-img makes it, and the size that it reads from it
disk() {
  local name=$1 format=$2 bytes=$3
  shift 3
  qemu-img create -q -f "$format" "$@" "$name" "$bytes"
  qemu_size "$name" "$format"
  keep "$name"
}

qemu_size() { # NAME FORMAT
  size "$1" "$(qemu-img info --output json -f "$2" "$1" | sed -n 's/.*"virtual-size": \([0-9]*\).*/\1/p' | head -n 1)"
}

blank() { # NAME FROM COUNT: overwrites key material, which is noise that nothing reads, with zeros
  head -c "$3" /dev/zero | dd of="$1" bs=4096 oflag=seek_bytes seek="$2" conv=notrunc status=none
}

disk qcow2-v2 qcow2 5M -o compat=0.10
disk qcow2-v3 qcow2 7M
disk qcow2-small-clusters qcow2 1000448 -o cluster_size=512,refcount_bits=1
disk qcow2-extended-l2 qcow2 9M -o extended_l2=on
disk qcow2-lazy-refcounts qcow2 3M -o lazy_refcounts=on
disk qcow2-zstd qcow2 3M -o compression_type=zstd
disk qcow2-metadata qcow2 1M -o preallocation=metadata
disk qcow2-64-tib qcow2 64T
disk qcow2-aes qcow2 6M --object secret,id=key,data=secret -o encrypt.format=aes,encrypt.key-secret=key
qemu-img create -q -f qcow2 --object secret,id=key,data=secret \
  -o encrypt.format=luks,encrypt.key-secret=key,encrypt.iter-time=10 qcow2-luks 6M
qemu_size qcow2-luks qcow2
blank qcow2-luks $((0x41000)) $((0x1f8000))
keep qcow2-luks
disk qcow2-base qcow2 2M
disk qcow2-backed qcow2 2M -b qcow2-base -F qcow2
disk qcow2-backed-v2 qcow2 2M -o compat=0.10 -b qcow2-base -F qcow2
disk qcow2-data-file qcow2 2M -o data_file=elsewhere.raw

disk vmdk-sparse vmdk 4M -o subformat=monolithicSparse
disk vmdk-stream vmdk 4M -o subformat=streamOptimized
disk vmdk-compat6 vmdk 4M -o compat6=on,adapter_type=lsilogic
disk vmdk-zeroed-grain vmdk 4M -o zeroed_grain=on
disk vmdk-flat vmdk 4M -o subformat=monolithicFlat
disk vmdk-split-sparse vmdk 4M -o subformat=twoGbMaxExtentSparse
disk vmdk-split-flat vmdk 4M -o subformat=twoGbMaxExtentFlat
cp vmdk-split-sparse-s001 vmdk-split-extent
keep vmdk-split-extent
disk vmdk-backed vmdk 4M -b vmdk-sparse -F vmdk
dd if=/dev/zero of=zeros bs=64K count=4 status=none
qemu-img convert -q -f raw -O vmdk -o subformat=streamOptimized zeros vmdk-stream-converted
qemu_size vmdk-stream-converted vmdk
keep vmdk-stream-converted

disk vhd-dynamic vpc 5M
disk vhd-fixed vpc 256K -o subformat=fixed,force_size=on
disk vhdx-dynamic vhdx 6M
disk vhdx-fixed vhdx 2M -o subformat=fixed
disk vdi-dynamic vdi 4M
disk vdi-static vdi 1M -o static=on
disk qed qed 4M
disk raw raw 192K

qemu-img create -q -f luks --object secret,id=key,data=secret -o key-secret=key,iter-time=10 luks-qemu 256K
qemu_size luks-qemu luks
blank luks-qemu 4096 $(($(stat -c %s luks-qemu) - 4096))
keep luks-qemu
truncate -s 3M luks1
echo -n secret | cryptsetup luksFormat -q --type luks1 --key-size 256 --pbkdf-force-iterations 1000 luks1 -
size luks1 $((3145728 - 512 * $(cryptsetup luksDump luks1 | sed -n 's/^Payload offset:\s*//p')))
blank luks1 4096 $((3145728 - 4096))
keep luks1
truncate -s 2M luks2
echo -n secret | cryptsetup luksFormat -q --type luks2 --key-size 256 --luks2-metadata-size 16k --luks2-keyslots-size 128k \
  --pbkdf pbkdf2 --pbkdf-force-iterations 1000 luks2 -
blank luks2 32768 $((2097152 - 32768))
keep luks2

mkdir tree
echo 'read me' > tree/readme
iso_size() { # NAME: blocks of the primary volume descriptor
  size "$1" $((2048 * $(isoinfo -d -i "$1" | sed -n 's/^Volume size is: //p')))
}
genisoimage -quiet -no-pad -R -o iso-plain tree
iso_size iso-plain
keep iso-plain
genisoimage -quiet -no-pad -udf -o iso-udf-bridge tree
iso_size iso-udf-bridge
keep iso-udf-bridge
xorriso -outdev iso-hybrid -padding 0 -boot_image any appended_part_as=gpt -append_partition 2 0xef zeros \
  -map tree / 2> "$work/xorriso"
iso_size iso-hybrid
keep iso-hybrid

truncate -s 256K gpt
sgdisk --clear --new 1:64:128 gpt > sgdisk.log
size gpt 262144
keep gpt
cp gpt gpt-hybrid
sgdisk --hybrid 1 gpt-hybrid > sgdisk.log
size gpt-hybrid 262144
keep gpt-hybrid
cp gpt mbr
sgdisk --gpttombr 1 mbr > sgdisk.log
size mbr 262144
keep mbr
# Every disk that boots has a partition table; its VHD begins with it.
qemu-img convert -q -f raw -O vpc -o subformat=fixed,force_size=on gpt vhd-fixed-gpt
qemu_size vhd-fixed-gpt vpc
keep vhd-fixed-gpt
