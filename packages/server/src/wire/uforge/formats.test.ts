import { openapiDocument, type UForgeTargetFormats } from '@vitrine/api-types'
import { createXmlCodec } from '@vitrine/uforge-xml'
import { expect, test } from 'vitest'
import { toTargetFormat } from './formats.ts'

const codec = createXmlCodec<{ UForgeTargetFormats: UForgeTargetFormats }>(openapiDocument)

test('a target format has its primitive one and its category, which clients read', () => {
  const targetFormat = toTargetFormat({ id: 2, name: 'QCOW2', primitive: 'qcow2' })
  const list = { total: 1, targetFormats: { targetFormat: [targetFormat] } }
  expect(codec.toXml('UForgeTargetFormats', list)).toMatch(
    /<dbId>2<\/dbId><name>QCOW2<\/name><format><dbId>2<\/dbId>.*<name>qcow2<\/name>.*<category>.*<name>Virtual<\/name>/,
  )
})
