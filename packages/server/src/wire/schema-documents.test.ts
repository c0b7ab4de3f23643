import { openapiDocument } from '@vitrine/api-types'
import { describe, expect, test } from 'vitest'
import { customiseDocument } from './customise-document.ts'
import {
  imageSchemaOf,
  imagesSchemaOf,
  memberSchema,
  membersSchema,
  taskSchema,
  tasksSchema,
} from './schema-documents.ts'

const imageSchema = imageSchemaOf(openapiDocument)

/** What clients look at, as the servers in the field have it; `stores` is left out on purpose. */
const BASE = {
  id: { type: ['string'] },
  name: { type: ['null', 'string'] },
  status: { type: ['string'], readOnly: true },
  visibility: { type: ['string'] },
  protected: { type: ['boolean'] },
  os_hidden: { type: ['boolean'] },
  checksum: { type: ['null', 'string'], readOnly: true },
  os_hash_algo: { type: ['null', 'string'], readOnly: true },
  os_hash_value: { type: ['null', 'string'], readOnly: true },
  owner: { type: ['null', 'string'] },
  size: { type: ['integer', 'null'], readOnly: true },
  virtual_size: { type: ['integer', 'null'], readOnly: true },
  container_format: { type: ['null', 'string'] },
  disk_format: { type: ['null', 'string'] },
  created_at: { type: ['string'], readOnly: true },
  updated_at: { type: ['string'], readOnly: true },
  tags: { type: ['array'] },
  direct_url: { type: ['string'], readOnly: true },
  min_ram: { type: ['integer'] },
  min_disk: { type: ['integer'] },
  self: { type: ['string'], readOnly: true },
  file: { type: ['string'], readOnly: true },
  schema: { type: ['string'], readOnly: true },
  locations: { type: ['array'] },
}
const CUSTOM = {
  kernel_id: { type: ['null', 'string'], is_base: false },
  ramdisk_id: { type: ['null', 'string'], is_base: false },
  instance_uuid: { type: ['string'], is_base: false },
  architecture: { type: ['string'], is_base: false },
  os_distro: { type: ['string'], is_base: false },
  os_version: { type: ['string'], is_base: false },
  description: { type: ['string'], is_base: false },
  cinder_encryption_key_id: { type: ['string'], is_base: false },
  cinder_encryption_key_deletion_policy: { type: ['string'], is_base: false },
}

function outline(schema: Record<string, unknown>) {
  const { type, readOnly, is_base } = schema
  return {
    type: [type].flat().toSorted(),
    ...(readOnly !== undefined && { readOnly }),
    ...(is_base !== undefined && { is_base }),
  }
}

describe('the schema of an image', () => {
  test('has the properties that clients know, told apart as base and custom', () => {
    const outlines = Object.entries(imageSchema.properties).map(([name, schema]) => [name, outline(schema)])
    expect(Object.fromEntries(outlines)).toStrictEqual({ ...BASE, ...CUSTOM })
    expect(Object.keys(imageSchema.properties)).toStrictEqual(Object.keys({ ...BASE, ...CUSTOM }))
  })

  test('describes every property', () => {
    for (const [name, { description }] of Object.entries(imageSchema.properties)) {
      expect(description, name).toMatch(/\w/)
    }
  })

  test('offers the formats, one that every client can use among them', () => {
    const { disk_format, container_format, visibility } = imageSchema.properties
    expect(disk_format?.enum).toStrictEqual([
      null,
      'ami',
      'ari',
      'aki',
      'vhd',
      'vhdx',
      'vmdk',
      'raw',
      'qcow2',
      'vdi',
      'iso',
      'ploop',
    ])
    expect(container_format?.enum).toStrictEqual([
      null,
      'ami',
      'ari',
      'aki',
      'bare',
      'ovf',
      'ova',
      'docker',
      'compressed',
    ])
    expect(visibility?.enum).toStrictEqual(['community', 'public', 'private', 'shared'])
  })

  test('says what can be set where an answer may have more', () => {
    const { min_disk, tags, kernel_id, cinder_encryption_key_deletion_policy } = imageSchema.properties
    expect(min_disk).toMatchObject({ minimum: 0, maximum: 2_147_483_647 })
    expect(tags?.items).toStrictEqual({ type: 'string', maxLength: 255 })
    expect(kernel_id?.pattern).toBe(imageSchema.properties.id?.pattern)
    expect(cinder_encryption_key_deletion_policy?.enum).toStrictEqual(['on_image_deletion', 'do_not_delete'])
  })

  test('has what an operator says of formats and properties', () => {
    const document = customiseDocument({
      diskFormats: ['raw', 'raw', 'xcow'],
      containerFormats: ['bare'],
      properties: { tier: { description: 'How good.', enum: ['gold', 'silver'] }, kernel_id: { type: 'string' } },
    })
    const { disk_format, container_format, tier, kernel_id, ramdisk_id } = imageSchemaOf(document).properties
    expect(disk_format?.enum).toStrictEqual([null, 'raw', 'xcow'])
    expect(container_format?.enum).toStrictEqual([null, 'bare'])
    expect(tier).toStrictEqual({ type: 'string', description: 'How good.', enum: ['gold', 'silver'], is_base: false })
    expect(kernel_id).toStrictEqual({ type: 'string', is_base: false })
    expect(ramdisk_id).toStrictEqual(imageSchema.properties.ramdisk_id)
  })

  test('takes any other name as a string', () => {
    expect(imageSchema).toMatchObject({ name: 'image', additionalProperties: { type: 'string' } })
  })

  test('has the links that clients follow', () => {
    expect(imageSchema.links).toStrictEqual([
      { rel: 'self', href: '{self}' },
      { rel: 'enclosure', href: '{file}' },
      { rel: 'describedby', href: '{schema}' },
    ])
  })

  test('has nothing of OpenAPI left in it', () => {
    expect(JSON.stringify(imageSchema)).not.toMatch(/"x-|"\$ref"/)
  })
})

describe('the schema of a list', () => {
  test('is a page of images', () => {
    expect(imagesSchemaOf(imageSchema)).toStrictEqual({
      name: 'images',
      properties: {
        images: { type: 'array', items: imageSchema },
        first: { type: 'string' },
        next: { type: 'string' },
        schema: { type: 'string' },
      },
      links: [
        { rel: 'first', href: '{first}' },
        { rel: 'next', href: '{next}' },
        { rel: 'describedby', href: '{schema}' },
      ],
    })
  })
})

describe('the schema of a member', () => {
  test('has the properties that clients know', () => {
    const outlines = Object.entries(memberSchema.properties).map(([name, schema]) => [name, outline(schema)])
    expect(Object.fromEntries(outlines)).toStrictEqual({
      member_id: { type: ['string'] },
      image_id: { type: ['string'] },
      status: { type: ['string'] },
      created_at: { type: ['string'] },
      updated_at: { type: ['string'] },
      schema: { type: ['string'], readOnly: true },
    })
    expect(memberSchema.name).toBe('member')
    expect(memberSchema.properties.status?.enum).toStrictEqual(['pending', 'accepted', 'rejected'])
  })

  test('has nothing of OpenAPI left in it', () => {
    expect(JSON.stringify(memberSchema)).not.toMatch(/"x-|"\$ref"/)
  })

  test('is part of that of a list', () => {
    expect(membersSchema).toStrictEqual({
      name: 'members',
      properties: { members: { type: 'array', items: memberSchema }, schema: { type: 'string' } },
      links: [{ rel: 'describedby', href: '{schema}' }],
    })
  })
})

describe('the schema of a task', () => {
  const LISTED = ['id', 'type', 'status', 'owner', 'created_at', 'updated_at', 'expires_at', 'self', 'schema']

  test('has the properties, types and statuses that clients know', () => {
    const { name, properties } = taskSchema
    expect(name).toBe('task')
    const others = ['input', 'result', 'message', 'image_id', 'request_id', 'user_id']
    expect(Object.keys(properties).toSorted()).toStrictEqual([...LISTED, ...others].toSorted())
    expect(properties.type?.enum).toStrictEqual([
      'import',
      'api_image_import',
      'location_import',
      'machine_image_generation',
    ])
    expect(properties.status?.enum).toStrictEqual(['pending', 'processing', 'success', 'failure'])
    expect(properties.expires_at?.type).toStrictEqual(['string', 'null'])
    expect(JSON.stringify(taskSchema)).not.toMatch(/"x-|"\$ref"/)
  })

  test('is part of that of a list, as far as lists tell of a task', () => {
    const { name, properties, links } = tasksSchema
    expect(name).toBe('tasks')
    expect(Object.keys(properties)).toStrictEqual(['tasks', 'schema'])
    const items = properties.tasks?.items as typeof taskSchema
    expect(items.name).toBe('task')
    expect(Object.keys(items.properties)).toStrictEqual(LISTED)
    expect(links).toStrictEqual([{ rel: 'describedby', href: '{schema}' }])
  })
})
