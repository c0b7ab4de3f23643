import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { customiseDocument } from '@vitrine/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import type { Values } from './settings.ts'

let folder: string
let path: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-schemas-'))
  path = join(folder, 'schema-image.json')
})
afterAll(() => rm(folder, { recursive: true }))

const read = (flags: Values) => readConfig({ flags, environment: {} }).document

async function readFileOf(content: string) {
  await writeFile(path, content)
  return read({ schema_properties_file: path })
}

describe('the API document', () => {
  test('is the published one by default', () => {
    expect(read({})).toStrictEqual(customiseDocument({}))
  })

  test('has the formats that the settings name', () => {
    expect(read({ disk_formats: 'raw, qcow2 ,,vhd', container_formats: 'bare' })).toStrictEqual(
      customiseDocument({ diskFormats: ['raw', 'qcow2', 'vhd'], containerFormats: ['bare'] }),
    )
  })

  test('has the properties of the file', async () => {
    const properties = { tier: { type: 'string', enum: ['gold', 'silver'] } }
    expect(await readFileOf(JSON.stringify(properties))).toStrictEqual(customiseDocument({ properties }))
  })

  test('may be that of the example of docs/properties.md', async () => {
    const page = await readFile(new URL('../../../docs/properties.md', import.meta.url), 'utf8')
    const [, example = ''] = /```json\n(.*?)```/s.exec(page) ?? []
    expect(await readFileOf(example)).toStrictEqual(customiseDocument({ properties: JSON.parse(example) }))
  })

  test.each([{ disk_formats: ' , ' }, { disk_formats: 'raw qcow2' }, { container_formats: 'bare,ovf ova' }])(
    'stops the start with %j',
    (flags) => {
      const [[name, text] = []] = Object.entries(flags)
      expect(() => read(flags)).toThrow(
        expect.objectContaining({
          name: 'ConfigError',
          message: `--${name?.replace('_', '-')} must be names of formats with commas between them, not '${text}'`,
        }),
      )
    },
  )

  test.each([
    { content: '{', says: 'is no JSON' },
    { content: '["tier"]', says: 'must hold one JSON object' },
    { content: 'null', says: 'must hold one JSON object' },
    {
      content: '{"min_disk": {"type": "string"}}',
      says: `property 'min_disk': It is an attribute that every image has`,
    },
    { content: '{"tier": {"type": "integer"}}', says: `property 'tier': Its type is "integer", but a custom property` },
    { content: '{"tier": {"pattern": "("}}', says: `property 'tier': It is no JSON Schema` },
  ])('stops the start with file, property and reason: $content', async ({ content, says }) => {
    const message = expect.toSatisfy((text: string) => text.startsWith(path) && text.includes(says))
    await expect(readFileOf(content)).rejects.toEqual(expect.objectContaining({ name: 'ConfigError', message }))
  })

  test('stops the start when the file is not there', () => {
    expect(() => read({ schema_properties_file: `${path}.gone` })).toThrow(`${path}.gone cannot be read`)
  })
})
