import { conformanceCase } from '../conformance-case.ts'
import { imagePath, someBytes, upload } from '../requests.ts'
import { quirk } from '../verify.ts'

const qcow2 = (change: (header: Buffer) => void = () => {}): Buffer => {
  const header = Buffer.alloc(64 * 1024)
  header.write('QFI\u00fb', 0, 'latin1')
  header.writeUInt32BE(3, 4)
  header.writeUInt32BE(16, 20)
  header.writeBigUInt64BE(1024n * 1024n, 24)
  header.writeUInt32BE(1, 36)
  header.writeBigUInt64BE(0x10000n, 40)
  header.writeBigUInt64BE(0x20000n, 48)
  header.writeUInt32BE(1, 56)
  header.writeUInt32BE(4, 96)
  header.writeUInt32BE(104, 100)
  change(header)
  return header
}

for (const [name, size, formats, wanted] of [
  ['raw', 3000, { disk_format: 'raw', container_format: 'bare' }, 3000],
  ['raw-empty', 0, { disk_format: 'raw', container_format: 'bare' }, null],
  ['in-container', 3000, { disk_format: 'raw', container_format: 'ovf' }, null],
] as const)
  conformanceCase(
    {
      id: `image-data.upload.virtual-size.${name}`,
      title: `The virtual size of ${size} raw bytes in ${formats.container_format} is ${wanted}`,
      operation: 'uploadImageData',
      status: 204,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage(formats)
      verify.status(await upload(target, id, someBytes(size)), 204)
      verify.equal('virtual_size', (await target.get(imagePath(id))).json().virtual_size, wanted)
    },
  )

conformanceCase(
  {
    id: 'image-data.upload.virtual-size.qcow2',
    title: 'The virtual size of a qcow2 image is that of its header',
    operation: 'uploadImageData',
    status: 204,
    needs: ['write', 'formatInspection'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ disk_format: 'qcow2' })
    verify.status(await upload(target, id, qcow2()), 204)
    verify.equal('virtual_size', (await target.get(imagePath(id))).json().virtual_size, 1024 * 1024)
  },
)

const REFUSED_FORMATS: readonly (readonly [name: string, title: string, format: string, bytes: () => Buffer])[] = [
  ['not-qcow2', 'Data that is not qcow2 is refused as qcow2', 'qcow2', () => someBytes(70_000)],
  ['not-vmdk', 'Data that is not vmdk is refused as vmdk', 'vmdk', () => someBytes(70_000)],
  [
    'backing-file',
    'A qcow2 image that names a backing file is refused',
    'qcow2',
    () =>
      qcow2((header) => {
        header.writeBigUInt64BE(200n, 8)
        header.writeUInt32BE(11, 16)
        header.write('/etc/passwd', 200)
      }),
  ],
  [
    'data-file',
    'A qcow2 image with an external data file is refused',
    'qcow2',
    () => qcow2((header) => header.writeBigUInt64BE(4n, 72)),
  ],
  [
    'backing-file-as-raw',
    'A qcow2 image that names a backing file is refused as raw too',
    'raw',
    () =>
      qcow2((header) => {
        header.writeBigUInt64BE(200n, 8)
        header.writeUInt32BE(11, 16)
        header.write('/etc/passwd', 200)
      }),
  ],
]

for (const [name, title, format, bytes] of REFUSED_FORMATS)
  conformanceCase(
    {
      id: `image-data.upload.format.${name}`,
      title: `${title}, and nothing is kept`,
      operation: 'uploadImageData',
      status: 415,
      needs: ['write', 'formatInspection'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage({ disk_format: format })
      verify.status(await upload(target, id, bytes()), 415)
      const image = (await target.get(imagePath(id))).json()
      verify.equal('status', image.status, 'queued')
      verify.equal('checksum', image.checksum, null, 'R1')
      const again = await upload(target, id, format === 'vmdk' ? bytes() : qcow2())
      verify.status(again, format === 'vmdk' ? 415 : 204, quirk('R1', 500))
    },
  )
