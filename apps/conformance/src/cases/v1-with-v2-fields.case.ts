import { conformanceCase } from '../conformance-case.ts'
import { type FieldsV1, shownV1, updateV1 } from '../images-v1.ts'
import { add, imagePath, patch, unknownId } from '../requests.ts'
import type { ImageBody } from '../resources.ts'

type Row = readonly [name: string, said: FieldsV1, shown: ImageBody, need?: 'publish' | 'administrator']

/** The same in the words of each version. */
const SAME: readonly Row[] = [
  ['id', { id: unknownId() }, {}],
  ['name', { name: 'Größe \u{1f4bf}' }, { name: 'Größe \u{1f4bf}' }],
  ['disk_format', { disk_format: 'qcow2' }, { disk_format: 'qcow2' }],
  ['container_format', { container_format: 'ovf' }, { container_format: 'ovf' }],
  ['min_disk', { min_disk: 5 }, { min_disk: 5 }],
  ['min_ram', { min_ram: 2147483647 }, { min_ram: 2147483647 }],
  ['protected', { protected: true }, { protected: true }],
  ['is_public', { is_public: true }, { visibility: 'public' }, 'publish'],
  ['owner', { owner: 'another-project' }, { owner: 'another-project' }, 'administrator'],
  ['properties', { 'property-os_distro': 'debian', 'property-x': 'y' }, { os_distro: 'debian', x: 'y' }],
]

/** By the names of version 1, as its JSON has it. */
const asV1 = (said: FieldsV1): Record<string, unknown> => {
  const fields = Object.entries(said).filter(([name]) => !name.startsWith('property-'))
  const properties = Object.entries(said).filter(([name]) => name.startsWith('property-'))
  return {
    ...Object.fromEntries(fields),
    ...(properties.length > 0 && {
      properties: Object.fromEntries(properties.map(([name, value]) => [name.slice('property-'.length), value])),
    }),
  }
}

for (const [name, said, shown, need] of SAME) {
  const needs = ['v1', 'write', ...(need ? [need] : [])] as const

  conformanceCase(
    {
      id: `v1.with-v2.made-by-v1.${name.replaceAll('_', '-')}`,
      title: `${name} of an image that version 1 made is what version 2 shows, and changes with it`,
      operation: 'showImage',
      status: 200,
      needs,
    },
    async ({ target, resources, verify }) => {
      const wanted = name === 'id' ? { id: String(said.id) } : shown
      const { id } = await resources.imageV1(said)
      const answer = await target.get(imagePath(id))
      verify.status(answer, 200)
      for (const [key, value] of Object.entries(wanted)) verify.equal(key, answer.json()[key], value)
      if (name === 'id') return
      const { id: changed } = await resources.imageV1()
      verify.status(await updateV1(target, changed, said), 200)
      const after = (await target.get(imagePath(changed))).json()
      for (const [key, value] of Object.entries(wanted)) verify.equal(`${key} as changed`, after[key], value)
    },
  )

  conformanceCase(
    {
      id: `v1.with-v2.made-by-v2.${name.replaceAll('_', '-')}`,
      title: `${name} of an image that version 2 made is what version 1 shows and lists, and changes with it`,
      operation: 'showImageMetadataV1',
      status: 200,
      needs,
    },
    async ({ target, resources, verify }) => {
      const wanted = name === 'id' ? { id: unknownId() } : asV1(said)
      const body = name === 'id' ? wanted : shown
      const { id } = await resources.image({ name: resources.name(), ...body })
      const image: Record<string, unknown> = { ...(await shownV1(target, id)) }
      for (const [key, value] of Object.entries(wanted)) verify.equal(key, image[key], value)
      if (name === 'id') return
      const { id: changed } = await resources.image({ name: resources.name() })
      const items = Object.entries(shown).map(([key, value]) => add(`/${key}`, value))
      verify.status(await patch(target, changed, items), 200)
      const after: Record<string, unknown> = { ...(await shownV1(target, changed)) }
      for (const [key, value] of Object.entries(wanted)) verify.equal(`${key} as changed`, after[key], value)
    },
  )
}
