import { describe, expect, test } from 'vitest'
import { ConfigError } from './setting-values.ts'
import type { Values } from './settings.ts'
import { readStores } from './store-settings.ts'

const read = (text: string, stores: Record<string, Values> = {}) =>
  readStores({ text, origin: '--stores' }, { origin: 'store_options in v.yaml', stores }, '/data')

const file = (id: string, path: string) => ({ id, place: { kind: 'file', path }, description: undefined, weight: 0 })
const http = (id: string) => ({ id, place: { kind: 'http' }, description: undefined, weight: 0 })

describe('the list of stores', () => {
  test.each([
    { given: 'file', want: [file('file', '/data/images')] },
    { given: 'file:', want: [file('file', '/data/images')] },
    { given: 'file:/bytes', want: [file('file', '/bytes')] },
    { given: 'file:/by:te=s', want: [file('file', '/by:te=s')] },
    { given: 'main=file', want: [file('main', '/data/images')] },
    { given: 'fast=file:/fast, Old_2.x=file:/old', want: [file('fast', '/fast'), file('Old_2.x', '/old')] },
    { given: 'file,http', want: [file('file', '/data/images'), http('http')] },
    { given: 'web=http,file', want: [http('web'), file('file', '/data/images')] },
  ])('reads $given', ({ given, want }) => {
    expect(read(given)).toStrictEqual(want)
  })

  test('takes paths from where the server was started', () => {
    expect(read('file:bytes')).toMatchObject([{ place: { path: `${process.cwd()}/bytes` } }])
  })

  test('is completed by what the file says of each', () => {
    const options = { fast: { description: 'NVMe, for images that boot', weight: '10' }, slow: { weight: '-1' } }
    expect(read('fast=file:/fast,slow=file:/slow,http', options)).toStrictEqual([
      { ...file('fast', '/fast'), description: 'NVMe, for images that boot', weight: 10 },
      { ...file('slow', '/slow'), weight: -1 },
      http('http'),
    ])
  })
})

const KIND = 'it must be file, file:PATH or http, with ID= in front if need be'
const NAME = `an id is made of letters, digits, '.', '_' and '-', at most 64, and does not begin with os_glance`

describe('a list of stores that cannot be used', () => {
  test.each([
    { given: '', says: '--stores has no store that takes data: add file' },
    { given: 'http', says: '--stores has no store that takes data: add file' },
    { given: 's3', says: `--stores has 's3': ${KIND}` },
    { given: 'file,cloud=s3://bucket', says: `--stores has 'cloud=s3://***': ${KIND}` },
    { given: '/srv/images', says: `--stores has '/srv/images': ${KIND}` },
    { given: 'web=http:8080,file', says: `--stores has 'web=http:8080': ${KIND}` },
    { given: 'fast=', says: `--stores has 'fast=': ${KIND}` },
    { given: '=file', says: `--stores has the store '': ${NAME}` },
    { given: 'a b=file', says: `--stores has the store 'a b': ${NAME}` },
    { given: 'a/b=file', says: `--stores has the store 'a/b': ${NAME}` },
    { given: '..=file', says: `--stores has the store '..': ${NAME}` },
    { given: `${'x'.repeat(65)}=file`, says: `--stores has the store '${'x'.repeat(65)}': ${NAME}` },
    { given: 'os_glance_staging_store=file', says: `--stores has the store 'os_glance_staging_store': ${NAME}` },
    { given: 'os_glance_tasks_store=file', says: `--stores has the store 'os_glance_tasks_store': ${NAME}` },
    {
      given: 'file:/a,file:/b',
      says: `--stores has two stores 'file': give them ids, such as fast=file:/srv/fast`,
    },
  ])('is refused: $given', ({ given, says }) => {
    expect(() => read(given)).toThrow(new ConfigError(says))
  })

  test.each<{ options: Record<string, Values>; says: string }>([
    { options: { fsat: {} }, says: `store_options in v.yaml has 'fsat', and the stores are fast, http` },
    {
      options: { fast: { wieght: '1' } },
      says: `store_options in v.yaml has 'wieght' of 'fast': it can be description or weight`,
    },
    {
      options: { fast: { weight: 'much' } },
      says: `'weight' of 'fast' in store_options in v.yaml must be an integer, not 'much'`,
    },
  ])('is refused with the options $options', ({ options, says }) => {
    expect(() => read('fast=file:/fast,http', options)).toThrow(new ConfigError(says))
  })

  test.each(['s3://key:hunter2@s3.example/bucket', 's3://s3.example/bucket?secret=hunter2', 's3://key:hunt,er2@s3'])(
    'does not show its password: %s (S29)',
    (store) => {
      expect(() => read(`file,${store}`)).toThrow(`--stores has 's3://***'`)
      expect(() => read(`file,${store}`)).not.toThrow(/hunt|er2/)
    },
  )
})
