/**
 * Small disks as real tools make them: what `qemu-img create`, `genisoimage` and `sgdisk` wrote, without the zeros.
 * Cases change bytes of them to make what no server may keep.
 */

/** What stands where: hexadecimal digits, or text after a `'`. */
type Parts = Readonly<Record<number, string>>

const assemble = (size: number, parts: Parts): Buffer => {
  const image = Buffer.alloc(size)
  for (const [offset, part] of Object.entries(parts))
    if (part.startsWith("'")) image.write(part.slice(1), Number(offset), 'latin1')
    else image.write(part.replace(/\s/g, ''), Number(offset), 'hex')
  return image
}

/** A copy that was tampered with. */
export const changed = (image: Buffer, change: (copy: Buffer) => unknown): Buffer => {
  const copy = Buffer.from(image)
  change(copy)
  return copy
}

export const MIB = 1024 * 1024

/** 7 MiB */
export const qcow2 = assemble(0x30008, {
  0: '514649fb 00000003 0000000000000000 00000000 00000010 0000000000700000 00000000 00000001',
  40: '0000000000030000 0000000000010000 00000001 00000000 0000000000000000',
  96: '00000004 00000070',
  65536: '0000000000020000',
  131072: '0001 0001 0001 0001',
})

/** 7 MiB, as before 2011 */
export const qcow2Version2 = changed(qcow2, (image) => {
  image.writeUInt32BE(2, 4)
  image.fill(0, 72, 112)
})

/** 7 MiB; the layout of its tables is newer than 2020 */
export const qcow2ExtendedL2 = changed(qcow2, (image) => image.writeBigUInt64BE(0x10n, 72))

export const vmdkDescriptor = `# Disk DescriptorFile
version=1
CID=c1355282
parentCID=ffffffff
createType="monolithicSparse"

# Extent description
RW 8192 SPARSE "disk.vmdk"

# The Disk Data Base
#DDB

ddb.virtualHWVersion = "4"
ddb.adapterType = "ide"
`

/** 4 MiB, with any descriptor */
export const vmdk = (descriptor = vmdkDescriptor): Buffer =>
  assemble(0x10000, {
    0: '4b444d56 01000000 03000000 0020000000000000 8000000000000000 0100000000000000 1400000000000000',
    44: '00020000 1500000000000000 1a00000000000000 8000000000000000 00 0a200d0a 0000',
    512: `'${descriptor}`,
    10752: '16',
    13312: '1b',
  })

export const vmdkStream = vmdk(vmdkDescriptor.replace('monolithicSparse', 'streamOptimized'))

const VHD_FOOTER = `636f6e6563746978 00000002 00010000 0000000000000200 32956585 71656d75 00050003 5769326b
  0000000000503800 0000000000503800 00970411 00000003 ffffede0 cb81784b0ae94987a46bfad84de71d2c`

/** 5 MiB, in whole cylinders */
export const vhd = assemble(0xa00, {
  0: VHD_FOOTER,
  512: '6378737061727365 ffffffffffffffff 0000000000000600 00010000 00000003 00200000 fffff474',
  1536: 'ff'.repeat(512),
  2048: VHD_FOOTER,
})
export const VHD_SIZE = 5_257_216

/** 256 KiB of disk, and the footer behind it */
export const vhdFixed = assemble(0x40200, {
  262144: `636f6e6563746978 00000002 00010000 ffffffffffffffff 32956526 71656d32 00050003 5769326b
    0000000000040000 0000000000040000 ffff10ff 00000002 ffffe4e2 f81395a2df144d1aac4cf9ef2a30ecc0`,
})

const VHDX_REGIONS = `72656769 83ce6f2c 02000000 00000000 6677c22d23f600429d64115e9bfd4a08 0000200000000000 00001000 00000000
  06a27c8b90479a4bb8fe575f050f886e 0000300000000000 00001000 00000000`
const VHDX_HEADER = `1010e60d8edf425195c1694d7c10b467 e8f73371c33b48b282b0b4355d655f6c
  00000000000000000000000000000000 0000 0100 00001000 0000100000000000`

/** 6 MiB */
export const vhdx = assemble(8 * MIB, {
  0: "'vhdxfile",
  65536: `68656164 7932842b d155beb700000000 ${VHDX_HEADER}`,
  131072: `68656164 11e061a9 d255beb700000000 ${VHDX_HEADER}`,
  196608: VHDX_REGIONS,
  262144: VHDX_REGIONS,
  2097152: '02',
  3145728: `6d65746164617461 0000 0500 ${'00'.repeat(20)}
    3767a1ca36fa434db3b633f0aa44e76b 00000100 08000000 04000000 00000000
    2442a52f1bcd7648b2115dbed83bf4b8 08000100 08000000 06000000 00000000
    ab12cabee6b2234593efc309e000c746 10000100 10000000 06000000 00000000
    1dbf41816fa90947ba47f233a8faab5f 20000100 04000000 06000000 00000000
    c748a3cd5d4471449cc9e9885251c556 24000100 04000000 06000000 00000000`,
  3211264: '0000800000000000 0000600000000000 e2435080d7064367952d6705e6f95b6b 00020000 00020000',
})

/** 4 MiB */
export const vdi = assemble(0x400, {
  0: "'<<< QEMU VM Virtual Disk Image >>>\n",
  64: '7f10dabe 01000100 80010000 01000000',
  340: '00020000 00040000',
  360: '00020000 00000000 0000400000000000 0000100000000000 04000000 00000000',
  392: 'ebd59504dc14ee4ba2706885e59739dd 06cc4818 64e10a41 8a1b6ffc382bc18b',
  512: 'ffffffffffffffffffffffffffffffff',
})

/** 52 KiB: volume descriptors, and as many blocks as they say */
export const iso = assemble(26 * 2048, {
  32768: "'\x01CD001\x01",
  32848: '1a000000 0000001a',
  32888: '01000001 01000001 00080800',
  34816: "'\xffCD001\x01",
})

/** A disk of 256 KiB with one partition, behind a GPT */
export const gpt = assemble(256 * 1024, {
  448: '0200 ee 080800 01000000 ff010000',
  510: '55aa',
  512: "'EFI PART",
})

/** As those for CDs that are also written to USB sticks. */
export const isoHybrid = changed(iso, (image) => gpt.copy(image, 0, 0, 1024))

export const qed = assemble(0x50000, {
  0: '51454400 00000100 04000000 01000000',
  40: '0000010000000000 0000400000000000',
})

/** The header that `cryptsetup luksFormat` writes; its data is noise. */
export const luks2 = assemble(0x40000, { 0: '4c554b53babe 0002 0000000000004000' })
