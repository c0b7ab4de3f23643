import { conformanceCase } from '../conformance-case.ts'
import * as disks from '../disk-images.ts'
import type { DifferenceId } from '../known-differences.ts'
import { imagePath, someBytes, upload } from '../requests.ts'
import { quirk } from '../verify.ts'

const { MIB } = disks
const vhdWithPartitions = disks.changed(disks.vhdFixed, (image) => disks.gpt.copy(image, 0, 0, 1024))

type Row = readonly [
  name: string,
  title: string,
  diskFormat: string,
  data: Buffer,
  virtualSize: number | null,
  known?: DifferenceId,
]

const ACCEPTED: readonly Row[] = [
  ['raw', '3000 raw bytes', 'raw', someBytes(3000), 3000],
  ['raw-empty', '0 raw bytes', 'raw', Buffer.alloc(0), null],
  ['qcow2', 'a qcow2 image', 'qcow2', disks.qcow2, 7 * MIB],
  ['qcow2-version-2', 'a qcow2 image of version 2', 'qcow2', disks.qcow2Version2, 7 * MIB],
  ['qcow2-extended-l2', 'a qcow2 image with subclusters', 'qcow2', disks.qcow2ExtendedL2, 7 * MIB, 'extended-l2'],
  ['vmdk', 'a sparse vmdk image', 'vmdk', disks.vmdk(), 4 * MIB],
  ['vmdk-stream', 'a vmdk image for streaming', 'vmdk', disks.vmdkStream, 4 * MIB],
  ['vhd', 'a dynamic vhd image', 'vhd', disks.vhd, disks.VHD_SIZE],
  ['vhd-fixed', 'a fixed vhd image', 'vhd', disks.vhdFixed, 256 * 1024, 'vhd-fixed'],
  ['vhd-with-partitions', 'a fixed vhd with partitions', 'vhd', vhdWithPartitions, 256 * 1024, 'vhd-fixed'],
  ['vhdx', 'a vhdx image', 'vhdx', disks.vhdx, 6 * MIB],
  ['vdi', 'a vdi image', 'vdi', disks.vdi, 4 * MIB],
  ['iso', 'an ISO image', 'iso', disks.iso, disks.iso.length, 'older-than-iso-size'],
  ['iso-hybrid', 'an ISO with partitions', 'iso', disks.isoHybrid, disks.iso.length, 'older-than-iso-size'],
  ['raw-disk', 'a raw disk with partitions', 'raw', disks.gpt, disks.gpt.length],
  ['raw-qcow2', 'a qcow2 image that is declared raw', 'raw', disks.qcow2, disks.qcow2.length],
  ['ami', 'a format that is not looked into', 'ami', someBytes(3000), null],
  ['ploop', 'another format that is not looked into', 'ploop', someBytes(3000), null],
]

for (const [name, title, diskFormat, data, virtualSize, known] of ACCEPTED)
  conformanceCase(
    {
      id: `image-data.upload.virtual-size.${name}`,
      title: `The virtual size of ${title} is ${virtualSize}`,
      operation: 'uploadImageData',
      status: 204,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage({ disk_format: diskFormat })
      const quirks = known ? [quirk(known, 415)] : []
      if (!verify.status(await upload(target, id, data), 204, ...quirks)) return
      const image = (await target.get(imagePath(id))).json()
      verify.equal('status and size', [image.status, image.size], ['active', data.length])
      verify.equal('virtual_size', image.virtual_size, virtualSize, known)
    },
  )

conformanceCase(
  {
    id: 'image-data.upload.virtual-size.in-container',
    title: 'Data in a container is not looked into, and its virtual size is null',
    operation: 'uploadImageData',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ disk_format: 'qcow2', container_format: 'ovf' })
    verify.status(await upload(target, id, someBytes(3000)), 204)
    const image = (await target.get(imagePath(id))).json()
    verify.equal('status and virtual_size', [image.status, image.virtual_size], ['active', null])
  },
)
