import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { customiseDocument } from '@vitrine/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError, readConfig, unknownVariables } from './config.ts'
import { settings, type Values } from './settings.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-config-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(content: string): Promise<string> {
  const path = join(folder, `${settings.length}-${Math.trunc(performance.now() * 1000)}.yaml`)
  await writeFile(path, content)
  return path
}

const aFileStore = (id: string, path: string) => ({
  id,
  place: { kind: 'file', path },
  description: undefined,
  weight: 0,
})

const read = (flags: Values = {}, environment: Values = {}, path?: string) =>
  readConfig({ flags, environment, file: path })

describe('the configuration', () => {
  test('has defaults that serve this machine alone, from one directory', () => {
    expect(read()).toStrictEqual({
      host: '127.0.0.1',
      port: 9292,
      dataDir: resolve('data'),
      databasePath: resolve('data/catalog.db'),
      stores: [aFileStore('file', resolve('data/images'))],
      policyRules: {},
      propertyProtection: { sections: [], ruleUses: [] },
      document: customiseDocument({}),
      imageApiV1: true,
      uforge: { version: '3.8.13', unencodedBasic: false, apiKeyQuota: 2 },
      conversion: { program: 'qemu-img', searchPath: '/usr/local/bin:/usr/bin:/bin', seconds: 3600 },
      links: { lifetimes: { usualMs: 86_400_000, longestMs: 604_800_000 }, leaseMs: 60_000, strict: false },
      identity: { kind: 'local' },
      tokenLifeMs: 3_600_000,
      certificate: undefined,
      publicUrl: undefined,
      corsOrigins: [],
      trustedProxies: [],
      fetchAllow: [],
      hashAlgorithm: 'sha512',
      sizeCap: 2 ** 40,
      quotas: { properties: 128, tags: 128, members: 128, locations: 10 },
      locations: { display: { all: false, direct: false }, secureHash: true },
      limits: { images: -1, bytes: -1, uploads: -1 },
      formats: { requireMatch: true, gptNonFatal: [] },
      keepDeletedMs: 30 * 24 * 3_600_000,
      idleMs: 60_000,
      graceMs: 30_000,
      digestThreads: 2,
      logLevel: 'info',
    })
  })

  test('lets data pass that does not match its image, or its checks, where it is told to', () => {
    const flags = { require_image_format_match: 'no', gpt_safety_checks_nonfatal: 'mbr' }
    expect(read(flags).formats).toStrictEqual({ requireMatch: false, gptNonFatal: ['mbr'] })
    expect(() => read({ gpt_safety_checks_nonfatal: 'mbr,gtp' })).toThrow(
      new ConfigError("--gpt-safety-checks-nonfatal must be one of mbr, not 'gtp'"),
    )
  })

  test('is frozen', () => {
    expect(Object.isFrozen(read())).toBe(true)
  })

  test('takes a flag before the environment, that before the file, and that before the default', async () => {
    const path = await file('log_level: trace\nlisten: 127.0.0.1:1\ndigest_threads: 7\n')
    const environment = { VITRINE_LOG_LEVEL: 'warn', VITRINE_LISTEN: '127.0.0.1:2' }
    expect(read({ log_level: 'error' }, environment, path)).toMatchObject({
      logLevel: 'error',
      port: 2,
      digestThreads: 7,
      hashAlgorithm: 'sha512',
    })
  })

  test.each([
    { given: { listen: 'localhost:0' }, want: { host: 'localhost', port: 0 } },
    { given: { listen: '[::1]:80' }, want: { host: '::1', port: 80 } },
    { given: { listen: '127.8.9.1:65535' }, want: { host: '127.8.9.1', port: 65535 } },
    {
      given: { data_dir: '/d' },
      want: { dataDir: '/d', databasePath: '/d/catalog.db', stores: [aFileStore('file', '/d/images')] },
    },
    { given: { database_url: 'sqlite' }, want: { databasePath: resolve('data/catalog.db') } },
    { given: { database_url: 'sqlite:/x/y:z.db' }, want: { databasePath: '/x/y:z.db' } },
    { given: { public_url: 'https://cloud.example/image/' }, want: { publicUrl: 'https://cloud.example/image' } },
    { given: { hashing_algorithm: 'sha256' }, want: { hashAlgorithm: 'sha256' } },
    { given: { image_size_cap: '0' }, want: { sizeCap: 0 } },
    {
      given: { image_property_quota: '-1', image_tag_quota: '0', image_member_quota: '7', image_location_quota: '8' },
      want: { quotas: { properties: -1, tags: 0, members: 7, locations: 8 } },
    },
    {
      given: { show_multiple_locations: 'yes', show_image_direct_url: 'yes', do_secure_hash: 'no' },
      want: { locations: { display: { all: true, direct: true }, secureHash: false } },
    },
    { given: { deleted_image_days: '0' }, want: { keepDeletedMs: 0 } },
    { given: { transfer_idle_timeout: '5', shutdown_grace: '0' }, want: { idleMs: 5000, graceMs: 0 } },
    { given: { auth: 'none', listen: '[::1]:0' }, want: { identity: { kind: 'none' } } },
    { given: { auth: 'none', listen: '0.0.0.0:0', open_to_network: 'yes' }, want: { identity: { kind: 'none' } } },
    { given: { listen: '0.0.0.0:0' }, want: { identity: { kind: 'local' } } },
    {
      given: { cors_origins: 'https://a.example, http://b.example:8080/' },
      want: { corsOrigins: ['https://a.example', 'http://b.example:8080'] },
    },
    {
      given: { trusted_proxies: '127.0.0.1,10.0.0.0/8,fd00::/8' },
      want: { trustedProxies: ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'] },
    },
    {
      given: { fetch_allow: 'Images.lab:8080, 10.0.0.1:80,[::1]:443' },
      want: { fetchAllow: ['images.lab:8080', '10.0.0.1:80', '[::1]:443'] },
    },
    { given: { enable_v1_api: 'no' }, want: { imageApiV1: false } },
    { given: { log_level: 'silent' }, want: { logLevel: 'silent' } },
  ])('reads $given', ({ given, want }) => {
    expect(read(given)).toMatchObject(want)
  })

  test('takes the rules of a policy file', async () => {
    const path = await file('delete_image: role:janitor\n')
    expect(read({ policy_file: path })).toMatchObject({ policyRules: { delete_image: 'role:janitor' } })
    expect(() => read({ policy_file: `${path}.gone` })).toThrow(`--policy-file: ${path}.gone cannot be read`)
  })

  test('says more of single stores in a section of the file', async () => {
    const options = 'store_options:\n  slow:\n    description: Disks, many of them\n    weight: -3\n  fast:\n'
    const path = await file(`stores: fast=file,slow=file:/slow\n${options}`)
    const slow = { ...aFileStore('slow', '/slow'), description: 'Disks, many of them', weight: -3 }
    expect(read({}, {}, path).stores).toStrictEqual([aFileStore('fast', resolve('data/images')), slow])
  })

  test('reads numbers and an empty file from YAML', async () => {
    expect(read({}, {}, await file('image_size_cap: 1000\n'))).toMatchObject({ sizeCap: 1000 })
    expect(read({}, {}, await file('# nothing yet\n'))).toStrictEqual(read())
  })
})

describe('a setting that cannot be used', () => {
  test.each<{ given: Values; says: string }>([
    { given: { listen: '9292' }, says: `--listen must be HOST:PORT such as 127.0.0.1:9292, not '9292'` },
    {
      given: { listen: '127.0.0.1:65536' },
      says: `--listen must be HOST:PORT such as 127.0.0.1:9292, not '127.0.0.1:65536'`,
    },
    { given: { listen: '::1:9292' }, says: `--listen must be HOST:PORT such as 127.0.0.1:9292, not '::1:9292'` },
    { given: { listen: '' }, says: `--listen must be HOST:PORT such as 127.0.0.1:9292, not ''` },
    ...['0.0.0.0', '[::]', '192.0.2.1', 'images.example', '[::ffff:127.0.0.1]', '127.0.0.1.example'].map((host) => ({
      given: { auth: 'none', listen: `${host}:9292` },
      says:
        `--auth is 'none', which makes every caller the administrator: it refuses to listen on ` +
        `${host.replaceAll(/[[\]]/g, '')}. Listen on 127.0.0.1 or [::1], choose 'local' or ` +
        `'keystone', or say --open-to-network yes if that is what you want`,
    })),
    { given: { auth: 'ldap' }, says: `--auth must be one of local, keystone, none, not 'ldap'` },
    { given: { open_to_network: 'maybe' }, says: `--open-to-network must be one of yes, no, not 'maybe'` },
    { given: { token_life: '0' }, says: `--token-life must be an integer from 1 to 2147483, not '0'` },
    ...['*', 'console.example', 'https://console.example/path', 'file:///x'].map((origin) => ({
      given: { cors_origins: `https://fine.example,${origin}` },
      says: `--cors-origins must be origins such as https://console.example, not '${origin}'`,
    })),
    ...['proxy.example', '10.0.0.0/33', '10.0.0.0/', '::/129'].map((proxy) => ({
      given: { trusted_proxies: `127.0.0.1, ${proxy}` },
      says: `--trusted-proxies must be addresses or networks such as 10.0.0.0/8, not '${proxy}'`,
    })),
    ...['images.lab', 'images.lab:', 'images.lab:0', 'images.lab:65536', 'http://images.lab:80', 'images.lab:80/a']
      .concat(['127.1:80', '0x7f000001:80', '::1:80', '[0::1]:80', '*:80', '10.0.0.0/8:80', 'images.lab.:80', 'i m:80'])
      .map((entry) => ({
        given: { fetch_allow: `fine.lab:80,${entry}` },
        says: `--fetch-allow must be HOST:PORT such as images.lab:8080, not '${entry}'`,
      })),
    { given: { workers: '2' }, says: `--workers is '2'; this release runs in one process: use 1` },
    { given: { database_url: 'mysql:' }, says: `--database-url is 'mysql:'; this release knows only 'sqlite'` },
    {
      given: { public_url: 'cloud.example' },
      says: `--public-url must be an http(s) URL without user and password, not 'cloud.example'`,
    },
    {
      given: { public_url: 'ftp://cloud.example' },
      says: `--public-url must be an http(s) URL without user and password, not 'ftp://cloud.example'`,
    },
    {
      given: { hashing_algorithm: 'rot13' },
      says: `--hashing-algorithm is 'rot13', which the crypto library does not know`,
    },
    { given: { image_size_cap: '1TB' }, says: `--image-size-cap must be an integer from 0, not '1TB'` },
    { given: { image_size_cap: '-1' }, says: `--image-size-cap must be an integer from 0, not '-1'` },
    {
      given: { image_size_cap: '9007199254740993' },
      says: `--image-size-cap must be an integer from 0, not '9007199254740993'`,
    },
    { given: { image_property_quota: '1.5' }, says: `--image-property-quota must be an integer, not '1.5'` },
    { given: { image_tag_quota: '' }, says: `--image-tag-quota must be an integer, not ''` },
    {
      given: { transfer_idle_timeout: '0' },
      says: `--transfer-idle-timeout must be an integer from 1 to 2147483, not '0'`,
    },
    {
      given: { transfer_idle_timeout: '2147484' },
      says: `--transfer-idle-timeout must be an integer from 1 to 2147483, not '2147484'`,
    },
    { given: { deleted_image_days: '-1' }, says: `--deleted-image-days must be an integer from 0 to 36500, not '-1'` },
    { given: { shutdown_grace: '-1' }, says: `--shutdown-grace must be an integer from 0 to 2147483, not '-1'` },
    { given: { digest_threads: '0' }, says: `--digest-threads must be an integer from 1, not '0'` },
    {
      given: { log_level: 'loud' },
      says: `--log-level must be one of trace, debug, info, warn, error, silent, not 'loud'`,
    },
  ])('is refused: $given', ({ given, says }) => {
    expect(() => read(given)).toThrow(new ConfigError(says))
  })

  test('is named as the place it came from has it', async () => {
    expect(() => read({ digest_threads: 'x' })).toThrow(/^--digest-threads must/)
    expect(() => read({}, { VITRINE_DIGEST_THREADS: 'x' })).toThrow(/^VITRINE_DIGEST_THREADS must/)
    const path = await file('digest_threads: x\n')
    expect(() => read({}, {}, path)).toThrow(`digest_threads in ${path} must`)
  })

  test.each([
    { database_url: 'postgres://admin:hunter2@db/images' },
    { database_url: 'postgres://admin:hun/ter2@db/images' },
    { database_url: 'postgres://admin:p@hunter2@db/images' },
    { database_url: 'postgres://db/images?password=hunter2' },
    { stores: 's3://key:hunter2@s3.example/bucket' },
    { public_url: 'https://admin:hunter2@cloud.example' },
    { fetch_allow: 'http://admin:hunter2@images.lab:80' },
  ])('does not show its password: %o (S29)', (given) => {
    expect(() => read(given)).toThrow(ConfigError)
    expect(() => read(given)).not.toThrow(/hun|ter2/)
  })
})

describe('a configuration file that cannot be used', () => {
  test.each([
    { name: 'that does not exist', content: undefined, says: 'Cannot read' },
    { name: 'that is no YAML', content: 'listen: "x', says: 'Cannot read' },
    { name: 'that is a list', content: '- listen', says: `must hold 'name: value' lines` },
    { name: 'that is a text', content: 'listen', says: `must hold 'name: value' lines` },
    { name: 'with an unknown setting', content: 'listn: x', says: `has the unknown setting 'listn'` },
    { name: 'with a text for all stores', content: 'store_options: x', says: 'must hold a section for each store' },
    {
      name: 'with a text for a store',
      content: 'store_options: {file: x}',
      says: 'must hold a section for each store',
    },
    { name: 'with a store that is none', content: 'store_options: {x: {}}', says: `has 'x', and the stores are file` },
    {
      name: 'with a setting as on the command line',
      content: 'data-dir: x',
      says: `has the unknown setting 'data-dir'`,
    },
  ])('$name is refused', async ({ content, says }) => {
    const path = content === undefined ? join(folder, 'nothing.yaml') : await file(content)
    expect(() => read({}, {}, path)).toThrow(ConfigError)
    expect(() => read({}, {}, path)).toThrow(path)
    expect(() => read({}, {}, path)).toThrow(says)
  })

  test('does not show what is written in it (S29)', async () => {
    const path = await file('database_url: "postgres://admin:hunter2@db\n')
    expect(() => read({}, {}, path)).toThrow('Cannot read')
    expect(() => read({}, {}, path)).not.toThrow('hunter2')
  })
})

describe('unknown variables', () => {
  test('are those of ours that no setting has', () => {
    const known = Object.fromEntries(settings.map(({ environment }) => [environment, 'x']))
    const environment = {
      ...known,
      VITRINE_URL: 'x',
      VITRINE_API_USER: 'x',
      VITRINE_API_KEY: 'x',
      VITRINE_API_SECRET: 'x',
      VITRINE_LISTN: 'x',
      VITRINE_: 'x',
      PATH: 'x',
      vitrine_listen: 'x',
    }
    expect(unknownVariables(environment)).toStrictEqual(['VITRINE_LISTN', 'VITRINE_'])
  })
})

describe('every setting', () => {
  test('has a flag, a variable, a meaning, and a default that can be used', () => {
    for (const { name, flag, environment, placeholder, defaultValue, meaning } of settings) {
      expect(flag).toBe(`--${name.replaceAll('_', '-')}`)
      expect(environment).toBe(`VITRINE_${name.toUpperCase()}`)
      expect(placeholder).toMatch(/^[A-Z:|]+$/)
      expect(meaning).toMatch(/\w/)
      expect(read({ [name]: defaultValue })).toStrictEqual(read())
    }
  })
})
