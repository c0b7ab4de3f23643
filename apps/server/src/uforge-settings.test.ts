import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import type { Values } from './settings.ts'

const read = (flags: Values) => readConfig({ flags, environment: {}, file: undefined }).uforge

describe('the UForge API', () => {
  test('is served, as the version that the last command line client takes', () => {
    expect(read({})).toStrictEqual({ version: '3.8.13', unencodedBasic: false, apiKeyQuota: 2 })
  })

  test('can be switched off', () => {
    expect(read({ enable_uforge_api: 'no', uforge_version: 'nonsense' })).toBeUndefined()
  })

  test('can be another version, take passwords as some clients send them, and have no API keys', () => {
    const flags = { uforge_version: '3.7.fp4', uforge_unencoded_basic: 'yes', api_key_quota: '0' }
    expect(read(flags)).toStrictEqual({ version: '3.7.fp4', unencodedBasic: true, apiKeyQuota: 0 })
  })

  test('has no negative number of API keys', () => {
    expect(() => read({ api_key_quota: '-1' })).toThrow('--api-key-quota must be an integer from 0')
  })

  test.each(['', 'latest', '3.8 13', '3.8\r\nX: y', `3.${'1'.repeat(64)}`])(
    `does not start as version '%s'`,
    (text) => {
      expect(() => read({ uforge_version: text })).toThrow('--uforge-version must be a version such as 3.8.13')
    },
  )
})
