import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { type IdentityServer, startIdentity } from '../../test/identity-server.ts'
import { sendJson, startServer } from '../../test/stub-server.ts'
import { createImageClient, LoginError } from '../index.ts'
import { asksForLogin, CloudError, loginTo, openCloud } from './clouds.ts'

let identity: IdentityServer
let home: string
let work: string
beforeEach(async () => {
  identity = await startIdentity()
  const root = await mkdtemp(join(tmpdir(), 'clouds-'))
  home = join(root, 'home')
  work = join(root, 'work')
  await mkdir(work)
  return () => rm(root, { recursive: true })
})

async function write(path: string, text: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text.replaceAll('IDENTITY', identity.url))
  return path
}

const surroundings = (environment: Record<string, string> = {}) => ({
  environment: { HOME: home, ...environment },
  directory: work,
})

/** What is sent to log in. */
async function loginOf(name?: string, environment?: Record<string, string>): Promise<unknown> {
  const { login } = await openCloud(name, surroundings(environment))
  await login?.token()
  return identity.logins.at(-1)
}

/** A file with one cloud, which logs in as this user. */
const cloudOf = (username: string) =>
  `clouds: {lab: {auth: {auth_url: IDENTITY, username: ${username}, password: pw, project_name: shop}}}`

const asUser = (name: string) => ({ identity: { password: { user: { name } } } })

describe('clouds.yaml', () => {
  it('says how to log in', async () => {
    await write(
      join(work, 'clouds.yaml'),
      `
clouds:
  lab:
    auth:
      auth_url: IDENTITY/v3
      username: demo
      password: 0123
      project_name: 4e2
      domain_name: Staff
`,
    )
    const domain = { name: 'Staff' }
    expect(await loginOf('lab')).toEqual({
      identity: { methods: ['password'], password: { user: { name: 'demo', domain, password: '0123' } } },
      scope: { project: { name: '4e2', domain } },
    })
  })

  const PLACES = [
    { place: 'the file of OS_CLIENT_CONFIG_FILE', path: () => join(home, 'special') },
    { place: 'the working directory', path: () => join(work, 'clouds.yaml') },
    { place: 'XDG_CONFIG_HOME', path: () => join(home, 'xdg/openstack/clouds.yml') },
    { place: 'the home directory', path: () => join(home, '.config/openstack/clouds.json') },
  ]
  for (const [index, { place, path }] of PLACES.entries()) {
    it(`in ${place} counts before those that come later`, async () => {
      for (const [number, other] of PLACES.slice(index).entries()) await write(other.path(), cloudOf(`user${number}`))
      const environment = {
        XDG_CONFIG_HOME: join(home, 'xdg'),
        ...(index === 0 && { OS_CLIENT_CONFIG_FILE: path() }),
      }
      expect(await loginOf('lab', environment)).toMatchObject(asUser('user0'))
    })
  }

  it('is completed by secure.yaml, which need not be beside it', async () => {
    await write(join(work, 'clouds.yaml'), cloudOf('demo'))
    await write(join(home, '.config/openstack/secure.yaml'), 'clouds: {lab: {auth: {password: hidden}}}')
    expect(await loginOf('lab')).toMatchObject({ identity: { password: { user: { password: 'hidden' } } } })
    const other = await write(join(home, 'other'), 'clouds: {lab: {auth: {password: other}}}')
    expect(await loginOf('lab', { OS_CLIENT_SECURE_FILE: other })).toMatchObject({
      identity: { password: { user: { password: 'other' } } },
    })
  })

  it('is searched for the cloud of OS_CLOUD, whatever else the environment says', async () => {
    await write(join(work, 'clouds.yaml'), cloudOf('demo'))
    const environment = { OS_CLOUD: 'lab', OS_USERNAME: 'other', OS_AUTH_URL: 'http://127.0.0.1:1' }
    expect(await loginOf(undefined, environment)).toMatchObject(asUser('demo'))
  })

  it('can have anchors, dashes, older names, and settings beside auth', async () => {
    await write(
      join(work, 'clouds.yaml'),
      `
base: &base {auth-url: IDENTITY, user_name: demo, password: pw, region_name: null}
clouds:
  lab:
    auth: {<<: *base, user-domain-id: staff}
    tenant-id: p1
    domain_id: other
`,
    )
    expect(await loginOf('lab')).toMatchObject({
      identity: { password: { user: { name: 'demo', domain: { id: 'staff' } } } },
      scope: { project: { id: 'p1' } },
    })
  })

  const WAYS = [
    { settings: 'auth_type: v3password', sends: { methods: ['password'], password: { user: { name: 'demo' } } } },
    { settings: 'auth_type: v3token, token: t', sends: { methods: ['token'], token: { id: 't' } } },
    { settings: 'auth_type: password, user_id: u', sends: { methods: ['password'], password: { user: { id: 'u' } } } },
    {
      settings: 'application_credential_id: c, application_credential_name: n, application_credential_secret: s',
      sends: { methods: ['application_credential'], application_credential: { id: 'c', secret: 's' } },
    },
    {
      settings: 'application_credential_name: n, application_credential_secret: s',
      sends: { methods: ['application_credential'], application_credential: { name: 'n', user: { name: 'demo' } } },
    },
  ]
  for (const { settings, sends } of WAYS) {
    it(`with {${settings}} logs in by ${sends.methods}`, async () => {
      const rest = 'auth_url: IDENTITY, username: demo, password: pw, project_id: p'
      await write(join(work, 'clouds.yaml'), `clouds: {lab: {auth: {${rest}}, ${settings}}}`)
      expect(await loginOf('lab')).toMatchObject({ identity: sends })
    })
  }

  it('with nothing but a token logs in by that', async () => {
    await write(join(work, 'clouds.yaml'), 'clouds: {lab: {auth: {auth_url: IDENTITY, token: t}}}')
    expect(await loginOf('lab')).toEqual({ identity: { methods: ['token'], token: { id: 't' } } })
  })

  it('can do without a login', async () => {
    await write(join(work, 'clouds.yaml'), 'clouds: {lab: {auth_type: none, auth: {endpoint: "http://image.example"}}}')
    const connection = await loginTo('lab', surroundings())
    expect(connection).toEqual({ baseUrl: 'http://image.example', token: undefined, tls: undefined })
  })
})

describe('clouds.yaml that cannot be used', () => {
  const CASES = [
    { why: 'it is not YAML', text: 'clouds: {lab: "s3cret', says: /clouds\.yaml is not YAML: \w+ in line 1$/ },
    { why: 'it is empty', text: '', says: /no cloud 'lab' in .*clouds\.yaml, which has: none/ },
    { why: 'it is a list', text: '- s3cret', says: /clouds\.yaml does not list clouds/ },
    { why: 'it has other clouds', text: 'clouds: {a: {}, b: {}}', says: /no cloud 'lab' in .*which has: a, b/ },
    { why: 'nothing is set', text: 'clouds: {lab: }', says: /Cloud 'lab' in .*clouds\.yaml: username is missing/ },
    { why: 'there is no password', set: 'username: demo', says: /: password is missing/ },
    { why: 'there is no address', set: 'username: a, password: s3cret', says: /: auth_url is missing/ },
    {
      why: 'the address is none',
      set: 'auth_url: "demo:s3cret@cloud", username: a, password: s3cret',
      says: /: auth_url must be a URL such as/,
    },
    {
      why: 'a credential has no secret',
      set: 'application_credential_id: s3cret',
      says: /: application_credential_secret is missing/,
    },
    {
      why: 'a credential has neither id nor name',
      set: 'auth_type: v3applicationcredential, application_credential_secret: s3cret',
      says: /: application_credential_id is missing/,
    },
    { why: 'there is no token', set: 'auth_type: token, password: s3cret', says: /: token is missing/ },
    {
      why: 'the way to log in is unknown',
      set: 'auth_type: v3totp',
      says: /: auth_type is v3totp, and can be password/,
    },
    { why: 'it has a profile', set: 'profile: ovh', says: /: a profile is not looked up/ },
    { why: 'it is not for a project', set: 'system_scope: all', says: /: system_scope is of no use/ },
    { why: 'it wants a trust', set: 'trust_id: s3cret', says: /: trust_id is not supported/ },
    {
      why: 'a flag is none',
      set: 'username: a, password: s3cret, verify: s3cret',
      says: /: verify is neither true nor/,
    },
    {
      why: 'certificates are missing',
      set: 'username: a, password: s3cret, cacert: no.pem',
      says: /: cacert is no\.pem.*ENOENT/,
    },
  ]
  for (const { why, text, set, says } of CASES) {
    it(`says so when ${why}`, async () => {
      await write(join(work, 'clouds.yaml'), text ?? `clouds: {lab: {${set}}}`)
      const failure = openCloud('lab', surroundings())
      await expect(failure).rejects.toThrow(CloudError)
      await expect(failure).rejects.toThrow(says)
      await expect(failure).rejects.not.toThrow(/s3cret/)
    })
  }

  it('says where it was looked for', async () => {
    await expect(openCloud('lab', surroundings())).rejects.toThrow(
      `in ${work}, ${home}/.config/openstack, /etc/openstack`,
    )
  })

  it('is not passed over when it was asked for', async () => {
    await write(join(work, 'clouds.yaml'), cloudOf('demo'))
    const failure = openCloud('lab', surroundings({ OS_CLIENT_CONFIG_FILE: 'nothing.yaml' }))
    await expect(failure).rejects.toThrow(`${work}/nothing.yaml cannot be read: ENOENT`)
  })
})

describe('the environment', () => {
  const COMPLETE = { OS_USERNAME: 'demo', OS_PASSWORD: 'pw', OS_PROJECT_NAME: 'shop', OS_USER_DOMAIN_NAME: 'Staff' }

  it('says how to log in, and empty variables do not count', async () => {
    const environment = { ...COMPLETE, OS_AUTH_URL: identity.url, OS_PROJECT_ID: '', OS_CLOUD: '' }
    expect(await loginOf(undefined, environment)).toEqual({
      identity: {
        methods: ['password'],
        password: { user: { name: 'demo', domain: { name: 'Staff' }, password: 'pw' } },
      },
      scope: { project: { name: 'shop', domain: { id: 'default' } } },
    })
  })

  for (const [why, environment, says] of [
    ['a variable is missing', COMPLETE, 'The environment: OS_AUTH_URL is missing'],
    ['it says nothing', { OS_REGION_NAME: 'One', OS_TOKEN: 't' }, 'No cloud is named: set OS_CLOUD'],
  ] as const) {
    it(`is not enough when ${why}`, async () => {
      await expect(openCloud(undefined, surroundings(environment))).rejects.toThrow(says)
    })
  }

  for (const [environment, asks] of [
    [{ OS_CLOUD: 'lab' }, true],
    [{ OS_PASSWORD: 'pw' }, true],
    [{ OS_CLOUD: '' }, false],
    [{ OS_TOKEN: 't', OS_REGION_NAME: 'One' }, false],
  ] as const) {
    it(`${asks ? 'asks' : 'does not ask'} for a login with ${Object.keys(environment)}`, () => {
      expect(asksForLogin(environment)).toBe(asks)
    })
  }
})

describe('a cloud', () => {
  const LOGIN = 'auth: {auth_url: IDENTITY, username: demo, password: pw}'
  const ENDPOINTS = [
    { settings: '', url: 'http://image.example' },
    { settings: 'region_name: Two', url: 'http://public.two.example/v2' },
    { settings: 'region_name: One, image_region_name: Two', url: 'http://public.two.example/v2' },
    { settings: 'interface: internal', url: 'http://internal.one.example/v2' },
    { settings: 'endpoint_type: internalURL', url: 'http://internal.one.example/v2' },
    { settings: 'regions: [Two, One]', url: 'http://public.two.example/v2' },
    { settings: 'regions: [{name: Two, values: {interface: internal}}]', url: 'http://internal.two.example/v2' },
    { settings: 'regions: [Two, One]', environment: { OS_REGION_NAME: 'One' }, url: 'http://image.example' },
    { settings: '', environment: { OS_REGION_NAME: 'Two' }, url: 'http://public.two.example/v2' },
    { settings: 'image_endpoint_override: "http://other.example/v2"', url: 'http://other.example/v2' },
  ]
  for (const { settings, environment, url } of ENDPOINTS) {
    it(`with {${settings}} and ${JSON.stringify(environment ?? {})} is at ${url}`, async () => {
      await write(join(work, 'clouds.yaml'), `clouds: {lab: {${LOGIN}, ${settings}}}`)
      expect((await loginTo('lab', surroundings(environment))).baseUrl).toBe(url)
    })
  }

  it('is where the caller says, whatever the catalogue has', async () => {
    await write(join(work, 'clouds.yaml'), `clouds: {lab: {${LOGIN}, region_name: Nowhere}}`)
    const { baseUrl } = await loginTo('lab', { ...surroundings(), endpoint: 'http://mine.example' })
    expect(baseUrl).toBe('http://mine.example')
  })

  it('is trusted as far as it says', async () => {
    await write(join(work, 'ca.pem'), 'CA')
    await write(join(home, 'me.pem'), 'ME')
    await write(join(work, 'clouds.yaml'), `clouds: {lab: {${LOGIN}, cacert: ca.pem, cert: ~/me.pem, verify: no}}`)
    expect((await openCloud('lab', surroundings())).tls).toEqual({
      ca: 'CA',
      cert: 'ME',
      key: 'ME',
      rejectUnauthorized: false,
    })
  })

  it('is all that an image client needs', async () => {
    const service = await startServer((request, response) =>
      sendJson(response, 200, { id: request.url, echo: request.headers['x-auth-token'] }),
    )
    identity.imageUrl = `${service.url}/v2`
    await write(join(work, 'clouds.yaml'), `clouds: {lab: {${LOGIN}}}`)
    const client = createImageClient(await loginTo('lab', surroundings()))
    expect(await client.images.show('1')).toEqual({ id: '/v2/images/1', echo: 'token-1' })
    expect(identity.logins).toHaveLength(1)
  })

  it('does not let in who is refused', async () => {
    identity.instead = (_, response) => sendJson(response, 401, {})
    await write(join(work, 'clouds.yaml'), `clouds: {lab: {${LOGIN}}}`)
    const failure = loginTo('lab', { ...surroundings(), endpoint: 'http://mine.example' })
    await expect(failure).rejects.toThrow(LoginError)
  })
})
