import { conformanceCase } from '../conformance-case.ts'
import * as disks from '../disk-images.ts'
import type { DifferenceId } from '../known-differences.ts'
import { imagePath, patch, replace, someBytes, upload } from '../requests.ts'
import { verifyRefused } from '../upload-checks.ts'
import { quirk } from '../verify.ts'

const { changed } = disks

type Row = readonly [name: string, title: string, diskFormat: string, data: Buffer, known?: DifferenceId]

const noise = someBytes(70_000)
const withDescriptor = (change: (text: string) => string) => disks.vmdk(change(disks.vmdkDescriptor))
const withExtent = (extent: string) => withDescriptor((text) => text.replace(/^RW .*$/m, extent))
const backed = (image: Buffer) =>
  changed(image, (copy) => {
    copy.writeBigUInt64BE(512n, 8)
    copy.writeUInt32BE(11, 16)
    copy.write('/etc/passwd', 512)
  })
const dataFile = changed(disks.qcow2, (image) => image.writeBigUInt64BE(4n, 72))
const withVolume = (image: Buffer) => changed(image, (copy) => disks.iso.copy(copy, 0x8000, 0x8000))
const withPartitions = (image: Buffer) => changed(image, (copy) => disks.gpt.copy(copy, 446, 446, 512))

const ELSE: readonly Row[] = ['qcow2', 'vmdk', 'vhd', 'vhdx', 'vdi', 'iso'].flatMap((format): Row[] => [
  [`not-${format}`, `Data that is no ${format}`, format, noise],
  [`partitions-as-${format}`, `A disk with partitions that is declared ${format}`, format, disks.gpt],
])

const UNSAFE: readonly Row[] = [
  ['vmdk-as-qcow2', 'A vmdk image that is declared qcow2', 'qcow2', disks.vmdk()],
  ['qcow2-as-vmdk', 'A qcow2 image that is declared vmdk', 'vmdk', disks.qcow2],
  ['qcow2-as-ami', 'A qcow2 image that is declared ami', 'ami', disks.qcow2],
  ['backing-file', 'A qcow2 image that names a backing file', 'qcow2', backed(disks.qcow2)],
  ['backing-file-version-2', 'An old qcow2 image that names a backing file', 'qcow2', backed(disks.qcow2Version2)],
  ['data-file', 'A qcow2 image with an external data file', 'qcow2', dataFile],
  [
    'features',
    'A qcow2 image with features that nobody knows',
    'qcow2',
    changed(disks.qcow2, (image) => image.writeUInt8(0x80, 72)),
  ],
  ['version', 'A qcow2 image of version 4', 'qcow2', changed(disks.qcow2, (image) => image.writeUInt32BE(4, 4))],
  [
    'too-large',
    'A qcow2 image that claims 2^63 bytes',
    'qcow2',
    changed(disks.qcow2, (image) => image.writeBigUInt64BE(2n ** 63n, 24)),
    'header-size',
  ],
  [
    'vmdk-too-large',
    'A vmdk image that claims 2^64 - 1 sectors',
    'vmdk',
    changed(disks.vmdk(), (image) => image.fill(0xff, 12, 20)),
    'header-size',
  ],
  ['backing-file-as-raw', 'A qcow2 image that names a backing file, declared raw,', 'raw', backed(disks.qcow2)],
  ['data-file-as-raw', 'A qcow2 image with an external data file, declared raw,', 'raw', dataFile],
  ['vmdk-flat-extent', 'A vmdk image whose extent is a path', 'vmdk', withExtent('RW 8192 FLAT "/etc/passwd" 0')],
  ['vmdk-sparse-path', 'A vmdk image whose sparse extent is a path', 'vmdk', withExtent('RW 8192 SPARSE "/a.vmdk"')],
  ['vmdk-no-extent', 'A vmdk image without extents', 'vmdk', withExtent('')],
  ['vmdk-junk', 'A vmdk image with a strange descriptor', 'vmdk', withDescriptor((text) => `${text}junk\n`)],
  [
    'vmdk-monolithic-flat',
    'A vmdk image of another type',
    'vmdk',
    withDescriptor((text) => text.replace('monolithicSparse', 'monolithicFlat')),
  ],
  [
    'vmdk-descriptor-as-raw',
    'A vmdk descriptor whose data is elsewhere, declared raw,',
    'raw',
    Buffer.from(disks.vmdkDescriptor.replace('monolithicSparse', 'monolithicFlat').padEnd(1024)),
  ],
  [
    'vmdk-parent',
    'A vmdk image that names a parent',
    'vmdk',
    withDescriptor((text) => text.replace('createType', 'parentFileNameHint="/etc/passwd"\ncreateType')),
    'vmdk-parent',
  ],
  [
    'vmdk-parent-id',
    'A vmdk image with the id of a parent',
    'vmdk',
    withDescriptor((text) => text.replace('parentCID=ffffffff', 'parentCID=12345678')),
    'vmdk-parent',
  ],
  [
    'vmdk-huge-descriptor',
    'A vmdk image with room for a giant descriptor',
    'vmdk',
    changed(disks.vmdk(), (image) => image.fill(0xff, 36, 44).fill('# \n', 512)),
  ],
  [
    'vhdx-many-regions',
    'A vhdx image with too many regions',
    'vhdx',
    changed(disks.vhdx, (image) => image.writeUInt32LE(2048, 0x30008)),
  ],
  ['iso-and-qcow2', 'An ISO that is a qcow2 image as well', 'iso', withVolume(disks.qcow2)],
  ['iso-and-qcow2-as-raw', 'An ISO that is a qcow2 image as well, declared raw,', 'raw', withVolume(disks.qcow2)],
  ['partitions-and-qcow2', 'A qcow2 image that has partitions as well', 'qcow2', withPartitions(disks.qcow2)],
  ['qed', 'A qed image, declared raw,', 'raw', disks.qed],
  ['luks2', 'An encrypted disk of version 2, declared raw,', 'raw', disks.luks2],
  [
    'partition-flag',
    'A disk with a partition that is strange',
    'raw',
    changed(disks.gpt, (image) => image.writeUInt8(0x7f, 446)),
  ],
]

for (const [name, title, diskFormat, data, known] of [...ELSE, ...UNSAFE])
  conformanceCase(
    {
      id: `image-data.upload.format.${name}`,
      title: `${title} is refused, and nothing is kept`,
      operation: 'uploadImageData',
      status: 415,
      needs: ['write', 'formatInspection'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage({ disk_format: diskFormat })
      const quirks = known ? [quirk(known, 204, 500)] : []
      if (!verify.status(await upload(target, id, data), 415, ...quirks)) return
      await verifyRefused(target, verify, id)
    },
  )

conformanceCase(
  {
    id: 'image-data.upload.format.declared-anew',
    title: 'Data that was refused is accepted when the image declares what it is',
    operation: 'uploadImageData',
    status: [204, 415],
    needs: ['write', 'formatInspection'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ disk_format: 'qcow2' })
    verify.status(await upload(target, id, disks.vdi), 415)
    verify.status(await patch(target, id, [replace('/disk_format', 'vdi')]), 200)
    if (!verify.status(await upload(target, id, disks.vdi), 204, quirk('R1', 500))) return
    verify.equal('virtual_size', (await target.get(imagePath(id))).json().virtual_size, 4 * disks.MIB)
  },
)
