import { TARGET_FORMATS } from '@vitrine/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildAppliance, buildMachineImage } from '../../../test/uforge-records.ts'
import { expectValid } from '../../../test/uforge-xsd.ts'
import { codec, type DocumentName } from '../../http/uforge/documents.ts'
import { toAppliance, toInstallProfile } from './appliance.ts'
import { toMachineImage } from './machine-image.ts'
import { toStatus } from './status.ts'

/** Names as people give them, with whatever means something in XML, in a URI, or nowhere. */
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...'<>&"\'\\/?%;= \t\r\n') }))
const word = text.filter((given) => given !== '')
const id = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const size = fc.integer({ min: 0, max: 2 ** 45 })
const date = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })

const owned = {
  id,
  user: fc.record({ id: word, name: word }),
  name: word,
  version: word,
  createdAt: date,
  updatedAt: date,
}

const appliances = fc
  .record({ ...owned, description: fc.option(text), distributionName: fc.option(text), archName: fc.option(text) })
  .map(buildAppliance)

const file = fc.record({ name: hex(8), size, diskSize: size, checksum: hex(32), sha256: hex(64) })
const machineImages = fc
  .record({
    ...owned,
    applianceId: id,
    revision: id,
    compress: fc.boolean(),
    memorySize: fc.option(id),
    diskSize: fc.option(size),
    status: fc.constantFrom('waiting', 'running', 'failed', 'cancelled', 'complete'),
    percentage: fc.integer({ min: 0, max: 100 }),
    message: text,
    file: fc.option(file),
  })
  .map(buildMachineImage)

const shown = fc
  .record({
    machineImage: machineImages,
    format: fc.constantFrom(...TARGET_FORMATS),
    link: fc.option(link(), { nil: undefined }),
  })
  .map(toMachineImage)

function link() {
  return fc.record({ key: hex(32), createdAt: date })
}

describe.each<[DocumentName, fc.Arbitrary<object>]>([
  ['UForgeAppliance', appliances.map(toAppliance)],
  ['UForgeInstallProfile', appliances.map(toInstallProfile)],
  ['UForgeImage', shown],
  ['UForgeImages', fc.array(shown, { maxLength: 3 }).map((image) => ({ total: image.length, images: { image } }))],
  ['UForgeStatus', machineImages.map(toStatus)],
])('any %s', (name, documents) => {
  test('is XML that clients take, and says in it what it says in JSON', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const xml = codec.toXml(name, document as never)
        const json = JSON.parse(JSON.stringify(codec.toJson(name, document as never)))
        expectValid(xml)
        expect(codec.fromXml(name, Buffer.from(xml))).toEqual(codec.fromJson(name, json))
      }),
    )
  })
})
