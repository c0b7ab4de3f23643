import { describe, expect, test } from 'vitest'
import { readKeystoneSettings } from './keystone-settings.ts'
import { ConfigError } from './setting-values.ts'
import type { Values } from './settings.ts'

const ENVIRONMENT = {
  OS_AUTH_URL: 'http://127.0.0.1:5000/v3',
  OS_USERNAME: 'glance',
  OS_USER_DOMAIN_NAME: 'Default',
  OS_PASSWORD: 'from-the-environment',
  OS_PROJECT_NAME: 'service',
  OS_PROJECT_DOMAIN_NAME: 'Default',
}

const CREDENTIAL = {
  OS_AUTH_URL: 'http://127.0.0.1:5000/v3',
  OS_APPLICATION_CREDENTIAL_ID: 'credential-id',
  OS_APPLICATION_CREDENTIAL_SECRET: 'credential-secret',
}

const read = (environment: Values, section: Values = {}) => readKeystoneSettings(environment, section)

describe('the service login', () => {
  test('is a user with a password', () => {
    expect(read(ENVIRONMENT)).toStrictEqual({
      authUrl: 'http://127.0.0.1:5000/v3',
      serviceLogin: {
        user: { name: 'glance', domain: { name: 'Default' } },
        project: { name: 'service', domain: { name: 'Default' } },
        password: 'from-the-environment',
      },
      wwwAuthenticateUri: undefined,
    })
  })

  test('takes ids before names', () => {
    const ids = { OS_USER_ID: 'u', OS_PROJECT_ID: 'p' }
    expect(read({ ...ENVIRONMENT, ...ids }).serviceLogin).toMatchObject({ user: { id: 'u' }, project: { id: 'p' } })
    const domains = { OS_USER_DOMAIN_ID: 'du', OS_PROJECT_DOMAIN_ID: 'dp' }
    expect(read({ ...ENVIRONMENT, ...domains }).serviceLogin).toMatchObject({
      user: { name: 'glance', domain: { id: 'du' } },
      project: { name: 'service', domain: { id: 'dp' } },
    })
  })

  test('is an application credential, which needs neither user nor project', () => {
    expect(read(CREDENTIAL).serviceLogin).toStrictEqual({
      applicationCredential: { id: 'credential-id' },
      secret: 'credential-secret',
    })
  })

  test('comes from the file where the environment says nothing', () => {
    const section = { auth_url: 'http://10.0.0.1:5000', username: 'image', password: 'from-the-file' }
    const environment = { ...ENVIRONMENT, OS_AUTH_URL: undefined, OS_PASSWORD: '' }
    expect(read(environment, section)).toMatchObject({
      authUrl: 'http://10.0.0.1:5000',
      serviceLogin: { user: { name: 'glance' }, password: 'from-the-file' },
    })
  })
})

test('the public address of the identity service may be another', () => {
  const section = { www_authenticate_uri: 'https://cloud.example/identity' }
  expect(read(ENVIRONMENT, section).wwwAuthenticateUri).toBe('https://cloud.example/identity')
})

const without = (environment: Values, name: string) => ({ given: { ...environment, [name]: undefined }, says: name })

const UNUSABLE: ReadonlyArray<{ given: Values; section?: Values; says: string }> = [
  ...Object.keys(ENVIRONMENT).map((name) => without(ENVIRONMENT, name)),
  ...Object.keys(CREDENTIAL).map((name) => without(CREDENTIAL, name)),
  { given: { ...ENVIRONMENT, ...CREDENTIAL }, says: 'OS_PASSWORD and OS_APPLICATION_CREDENTIAL_ID belong to two' },
  { given: { ...ENVIRONMENT, OS_AUTH_URL: 'http://u:secret@k/v3' }, says: "not 'http://***@k/v3'" },
  { given: { ...ENVIRONMENT, OS_AUTH_URL: 'cloud.example:5000' }, says: 'OS_AUTH_URL must be an http(s) URL' },
  { given: ENVIRONMENT, section: { www_authenticate_uri: 'x' }, says: 'keystone.www_authenticate_uri must be' },
  { given: ENVIRONMENT, section: { pasword: 'secret' }, says: "unknown setting 'pasword'" },
]

describe('what lacks, doubles or misspells', () => {
  test.for(UNUSABLE)('is named, and no secret with it: $says', ({ given, section, says }) => {
    const problem = thrownBy(() => read(given, section))
    expect(problem).toBeInstanceOf(ConfigError)
    expect(problem?.message).toContain(says)
    expect(problem?.message).not.toMatch(/from-the-environment|credential-secret|u:secret|'secret'/)
  })

  test('is told with the ways out', () => {
    expect(() => read({ ...ENVIRONMENT, OS_USERNAME: '' })).toThrow(
      "auth 'keystone' needs OS_USERNAME or OS_USER_ID, or username in the section keystone of the configuration file",
    )
  })
})

function thrownBy(action: () => unknown): Error | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    return error as Error
  }
}
