import { validateHeaderName, validateHeaderValue } from 'node:http'
import { IMAGE_STATUSES, type Image } from '@vitrine/core'
import { buildImageData, buildNewImage } from '@vitrine/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { statusesSeenAs, statusSeen, toDetail, toETag, toImageHeaders, toSummary } from './image-v1.ts'

const ID = '6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b'
const CREATED = new Date('2026-03-01T09:30:00.999Z')

function anImage(overrides: Partial<Image> = {}): Image {
  const image = buildNewImage({ id: ID, createdAt: CREATED, properties: {} })
  return { ...image, status: 'queued', data: null, updatedAt: CREATED, deletedAt: null, revision: 1, ...overrides }
}

const ACTIVE = anImage({ status: 'active', data: buildImageData() })

describe('an image in JSON', () => {
  test('has all that v1 knows, in brief or in detail', () => {
    const { checksum, size, virtualSize } = buildImageData()
    const summary = { id: ID, name: 'debian-13', disk_format: 'qcow2', container_format: 'bare', checksum, size }
    expect(toSummary(ACTIVE)).toStrictEqual(summary)
    expect(toDetail(ACTIVE)).toStrictEqual({
      ...summary,
      status: 'active',
      is_public: false,
      protected: false,
      deleted: false,
      owner: 'project-1',
      min_disk: 10,
      min_ram: 512,
      created_at: '2026-03-01T09:30:00.999000',
      updated_at: '2026-03-01T09:30:00.999000',
      deleted_at: null,
      virtual_size: virtualSize,
      properties: {},
    })
  })

  test('without data has no bytes, and nothing else that data brings', () => {
    expect(toDetail(anImage())).toMatchObject({ size: 0, checksum: null, virtual_size: null })
  })

  test('says when it was deleted', () => {
    const deletedAt = new Date('2026-03-02T00:00:00Z')
    const gone = { status: 'deleted', deleted: true, deleted_at: '2026-03-02T00:00:00.000000' }
    expect(toDetail(anImage({ status: 'deleted', deletedAt }))).toMatchObject(gone)
  })

  test.each([
    ['public', true],
    ['private', false],
    ['shared', false],
    ['community', false],
  ] as const)('that is %s is public: %s', (visibility, isPublic) => {
    expect(toDetail(anImage({ visibility })).is_public).toBe(isPublic)
  })

  test('keeps properties that are null', () => {
    expect(toDetail(anImage({ properties: { kernel_id: null } })).properties).toStrictEqual({ kernel_id: null })
  })
})

describe('a status', () => {
  test.each(IMAGE_STATUSES)('is found by what it is seen as: %s', (status) => {
    expect(statusesSeenAs(statusSeen({ status }))).toContain(status)
  })

  test('that is younger than this API is seen as saving', () => {
    expect(statusSeen({ status: 'importing' })).toBe('saving')
    expect(statusSeen({ status: 'uploading' })).toBe('saving')
    expect(statusSeen({ status: 'queued' })).toBe('queued')
  })
})

describe('an image in headers', () => {
  test('has texts, numbers, and booleans as v1 writes them', () => {
    expect(
      toImageHeaders(anImage({ ...ACTIVE, visibility: 'public', properties: { os_distro: 'debian' } })),
    ).toStrictEqual({
      'x-image-meta-id': ID,
      'x-image-meta-name': 'debian-13',
      'x-image-meta-disk_format': 'qcow2',
      'x-image-meta-container_format': 'bare',
      'x-image-meta-checksum': ACTIVE.data?.checksum,
      'x-image-meta-size': 3,
      'x-image-meta-status': 'active',
      'x-image-meta-is_public': 'True',
      'x-image-meta-protected': 'False',
      'x-image-meta-deleted': 'False',
      'x-image-meta-owner': 'project-1',
      'x-image-meta-min_disk': 10,
      'x-image-meta-min_ram': 512,
      'x-image-meta-created_at': '2026-03-01T09:30:00.999000',
      'x-image-meta-updated_at': '2026-03-01T09:30:00.999000',
      'x-image-meta-deleted_at': undefined,
      'x-image-meta-virtual_size': 10_737_418_240,
      'x-image-meta-property-os_distro': 'debian',
      ETag: ACTIVE.data?.checksum,
    })
  })

  test('leaves out what is null', () => {
    const headers = toImageHeaders(anImage({ name: null, owner: null, diskFormat: null, properties: { a: null } }))
    const given = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : name))
    for (const name of ['name', 'owner', 'disk_format', 'checksum', 'virtual_size', 'deleted_at', 'property-a']) {
      expect(given).not.toContain(`x-image-meta-${name}`)
    }
    expect(given).not.toContain('ETag')
  })

  test('has UTF-8, and names of properties in lower case', () => {
    const headers = toImageHeaders(anImage({ name: 'Größe', properties: { Zone: '𝒜' } }))
    expect(headers['x-image-meta-name']).toBe(Buffer.from('Größe').toString('latin1'))
    expect(headers['x-image-meta-property-zone']).toBe(Buffer.from('𝒜').toString('latin1'))
  })

  test.each(['a b', 'a/b', 'ü', 'a:', 'a\r\nX-Evil: 1'])('leaves out a property that no header can be: %j', (name) => {
    const headers = Object.keys(toImageHeaders(anImage({ properties: { [name]: 'x', fine: 'y' } })))
    expect(headers.filter((header) => header.includes('property'))).toStrictEqual(['x-image-meta-property-fine'])
  })

  test('leaves out what would end a header and begin another', () => {
    const text = 'x\r\nX-Auth-Token: stolen'
    const headers = toImageHeaders(anImage({ name: text, properties: { a: text } }))
    expect(JSON.stringify(headers)).not.toContain('stolen')
  })

  test('is one that Node sends, whatever people store', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(text, fc.dictionary(text, text), (name, properties) => {
        for (const [header, value] of Object.entries(toImageHeaders(anImage({ name, properties })))) {
          validateHeaderName(header)
          if (value !== undefined) validateHeaderValue(header, String(value))
        }
      }),
    )
  })
})

describe('an entity tag', () => {
  test('is the bare checksum, where there is one', () => {
    expect(toETag(ACTIVE)).toStrictEqual({ ETag: ACTIVE.data?.checksum })
    expect(toETag(anImage())).toStrictEqual({})
    expect(toETag({ data: buildImageData({ checksum: null }) })).toStrictEqual({})
  })
})
