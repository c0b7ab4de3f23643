import { describe, expect, it } from 'vitest'
import { readHeaders, readImage, readSummary } from './read-image.ts'

const IMAGE = {
  id: '1',
  name: 'debian-13',
  disk_format: 'qcow2',
  container_format: 'bare',
  checksum: 'b3a1e2fb5d4c1f0a9e8d7c6b5a493827',
  size: 13287936,
  status: 'active',
  is_public: true,
  protected: false,
  deleted: false,
  owner: 'p',
  min_disk: 4,
  min_ram: 512,
  created_at: '2026-03-01T09:35:00.000000',
  updated_at: '2026-03-01T10:12:40.123456',
  deleted_at: null,
  virtual_size: 2 ** 40,
  properties: { architecture: 'x86_64', kernel_id: null },
}

/** What there is to say of a queued image. */
const NOTHING = {
  id: '1',
  name: null,
  disk_format: null,
  container_format: null,
  checksum: null,
  size: 0,
  status: 'queued',
  is_public: false,
  protected: false,
  deleted: false,
  owner: null,
  min_disk: 0,
  min_ram: 0,
  created_at: '',
  updated_at: '',
  deleted_at: null,
  virtual_size: null,
  properties: {},
}

describe('an image in JSON', () => {
  it('is read as it is', () => expect(readImage(IMAGE)).toEqual(IMAGE))

  it('is null where nothing is said', () => expect(readImage({ id: '1', status: 'queued' })).toEqual(NOTHING))

  it('may be of the first servers, as the reference shows it', () => {
    const said = {
      uri: 'http://glance.example.com/images/71c675ab-d94f-49cd-a114-e12490b328d9',
      name: 'Ubuntu 10.04 Plain 5GB',
      disk_format: 'vhd',
      container_format: 'ovf',
      size: '5368709120',
      checksum: 'c2e5db72bd7fd153f53ede5da5a06de3',
      created_at: '2010-02-03 09:34:01',
      updated_at: '2010-02-03 09:34:01',
      deleted_at: '',
      status: 'active',
      is_public: true,
      min_ram: 256,
      min_disk: 5,
      owner: null,
      properties: { distro: 'Ubuntu 10.04 LTS' },
    }
    const { uri, ...fields } = said
    expect(readImage({ id: '1', ...said })).toEqual({
      ...NOTHING,
      ...fields,
      size: 5368709120,
      created_at: '2010-02-03T09:34:01.000000',
      updated_at: '2010-02-03T09:34:01.000000',
      deleted_at: null,
    })
  })

  it('is read in brief', () => {
    const { id, name, disk_format, container_format, checksum, size } = IMAGE
    expect(readSummary(IMAGE)).toEqual({ id, name, disk_format, container_format, checksum, size })
  })
})

describe('an image in headers', () => {
  const META = 'X-Image-Meta-'

  it('is read as one in JSON, without what is null', () => {
    const { properties, deleted_at, ...fields } = IMAGE
    const headers = new Headers({ [`${META}Property-Architecture`]: properties.architecture })
    for (const [name, value] of Object.entries(fields)) headers.set(META + name, String(value))
    expect(readHeaders(headers)).toEqual({ ...IMAGE, properties: { architecture: 'x86_64' } })
  })

  for (const [text, value] of [
    ['True', true],
    ['true', true],
    ['1', true],
    ['False', false],
    ['false', false],
    ['no', false],
  ] as const) {
    it(`is${value ? '' : ' not'} public when it says '${text}'`, () =>
      expect(readHeaders(new Headers({ 'x-image-meta-id': '1', 'x-image-meta-is_public': text }))).toMatchObject({
        is_public: value,
      }))
  }

  it('has its names with a dash where something on the way wants that, and those of properties as they are', () => {
    const headers = { 'x-image-meta-id': '1', 'x-image-meta-min-disk': '5', 'x-image-meta-property-a-b': 'c' }
    expect(readHeaders(new Headers(headers))).toMatchObject({ min_disk: 5, properties: { 'a-b': 'c' } })
  })

  it('is none without an id', () => expect(readHeaders(new Headers({ 'x-image-meta-name': 'a' }))).toBeUndefined())
})
