import { openapiDocument, type UForgeImage } from '@vitrine/api-types'
import { createXmlCodec } from '@vitrine/uforge-xml'
import { describe, expect, test } from 'vitest'
import { buildCompleteImage, buildMachineImage, FILE } from '../../../test/uforge-records.ts'
import { toGenerationSettings, toMachineImage } from './machine-image.ts'

const codec = createXmlCodec<{ UForgeImage: UForgeImage }>(openapiDocument)
const format = { id: 2, name: 'QCOW2', primitive: 'qcow2' } as const
const KEY = 'e662d401bd7313b9db1fa9d50ce3b85f'
const link = { key: KEY, createdAt: new Date('2026-03-01T09:35:00.456Z') }

const waiting = toMachineImage({ machineImage: buildMachineImage(), format })
const complete = toMachineImage({ machineImage: buildCompleteImage(), format, link })

describe('a machine image', () => {
  test.each([
    { name: 'that waits', image: waiting },
    { name: 'that can be downloaded', image: complete },
  ])('$name has what the command-line client reads', ({ image }) => {
    expect(image).toMatchObject({
      created: '2026-03-01T09:30:00.123Z',
      dbId: 47,
      compress: true,
      name: 'web',
      version: '1.0',
      revision: 3,
      parentUri: 'users/john/appliances/21',
      uri: 'users/john/appliances/21/images/47',
      statusUri: 'users/john/appliances/21/images/47/status',
      size: expect.any(Number),
      fileSize: expect.any(Number),
      targetFormat: { name: 'QCOW2', format: { name: 'qcow2' }, category: { name: expect.any(String) } },
      status: { complete: expect.any(Boolean), error: false, cancelled: false, message: expect.any(String) },
    })
    expect(() => codec.toXml('UForgeImage', image)).not.toThrow()
  })

  test('without a file has none of the facts about it, and no key', () => {
    expect(waiting).toMatchObject({ size: 0, fileSize: 0, imageCreated: false, uploaded: false })
    for (const name of ['downloadKey', 'downloadUri', 'fileName', 'md5sum', 'sha256sum', 'uploadedTime']) {
      expect(waiting).not.toHaveProperty(name)
    }
  })

  test('with its file has sizes, digests and the key in its address', () => {
    expect(complete).toMatchObject({
      downloadKey: KEY,
      downloadUri: `users/john/appliances/21/images/47/downloads/web_1.0rev3_qcow2.tar.gz?downloadId=${KEY}`,
      fileName: 'web_1.0rev3_qcow2.tar.gz',
      fullName: 'web_1.0rev3_qcow2.tar.gz',
      fileExtension: 'tar.gz',
      fileSize: FILE.size,
      size: FILE.size,
      md5sum: FILE.checksum,
      sha256sum: FILE.sha256,
      mimeType: 'application/gzip',
      uploaded: true,
      uploadedTime: '2026-03-01T09:35:00.456Z',
      completeInstalledSize: FILE.diskSize,
      vmDiskSize: 2048,
    })
  })

  test('that is not packed is no download', () => {
    const machineImage = buildCompleteImage({ compress: false, file: { ...FILE, name: 'web_1.0rev3_qcow2.qcow2' } })
    const image = toMachineImage({ machineImage, format })
    expect(image).toMatchObject({ compress: false, fileExtension: 'qcow2', mimeType: 'application/octet-stream' })
    expect(image).not.toHaveProperty('downloadKey')
    expect(image).not.toHaveProperty('downloadUri')
  })

  test('has what was asked for, as far as it was', () => {
    const asked = toMachineImage({ machineImage: buildMachineImage({ memorySize: 512, diskSize: 10_240 }), format })
    expect(asked).toMatchObject({ installProfile: { memorySize: 512, diskSize: 10_240 }, vmMemorySize: 512 })
    expect(waiting).not.toHaveProperty('installProfile')
    expect(waiting).not.toHaveProperty('vmMemorySize')
  })

  test('with a new key is another one, and newer', () => {
    const newer = { key: 'b'.repeat(32), createdAt: new Date('2026-03-01T10:00:00Z') }
    const after = toMachineImage({ machineImage: buildCompleteImage(), format, link: newer })
    expect(after.digest).not.toBe(complete.digest)
    expect(complete.lastModified).toBe('2026-03-01T09:35:00.456Z')
    expect(after.lastModified).toBe('2026-03-01T10:00:00.000Z')
  })
})

describe('a generation request', () => {
  test('wants no archive, unless it says so', () => {
    expect(toGenerationSettings({})).toStrictEqual({
      compress: false,
      targetFormat: undefined,
      memorySize: null,
      diskSize: null,
    })
  })

  test('has its settings in the words of the domain', () => {
    const installProfile = { memorySize: 512, diskSize: 0, partitionAuto: true }
    expect(toGenerationSettings({ compress: true, targetFormat: { name: 'QCOW2' }, installProfile })).toStrictEqual({
      compress: true,
      targetFormat: 'QCOW2',
      memorySize: 512,
      diskSize: 0,
    })
  })
})
