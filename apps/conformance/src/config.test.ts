import { describe, expect, it } from 'vitest'
import { parseConfig, UsageError } from './config.ts'

const parse = (...args: string[]) => parseConfig(args, '/base')

describe('parseConfig', () => {
  it('has defaults for all but the url', () => {
    expect(parse('--url', 'http://x:9292')).toMatchObject({
      url: 'http://x:9292',
      profile: 'openstack',
      only: [],
      reportDir: '/base/reports/conformance',
      requestTimeout: 30_000,
      source: { host: '127.0.0.1', port: 0 },
    })
  })

  it.each([
    ['http://x:9292/', 'http://x:9292'],
    ['http://x:9292/v2', 'http://x:9292'],
    ['http://x:9292/v2/', 'http://x:9292'],
    ['http://x:9292/v2.7/', 'http://x:9292'],
    ['http://x:9292/v1', 'http://x:9292'],
    ['https://x/image', 'https://x/image'],
    ['https://x/image/v2', 'https://x/image'],
    ['https://x/image/api/', 'https://x/image'],
  ])('takes the url %s for %s', (given, want) => {
    expect(parse('--url', given).url).toBe(want)
  })

  it.each([
    ['no url', []],
    ['an unknown flag', ['--url', 'http://x', '--fast']],
    ['an unknown profile', ['--url', 'http://x', '--profile', 'best']],
    ['a url that is none', ['--url', 'x']],
    ['a url of another scheme', ['--url', 'ftp://x']],
    ['a url with a password', ['--url', 'http://a:b@x']],
    ['a time that is none', ['--url', 'http://x', '--request-timeout', 'soon']],
    ['a user without a password', ['--url', 'http://x', '--user', 'ann']],
    ['a source without a port', ['--url', 'http://x', '--source', '127.0.0.1']],
    ['a source at no port', ['--url', 'http://x', '--source', '127.0.0.1:65536']],
    ['two ways to log in', ['--url', 'http://x', '--token', 't', '--os-cloud', 'c']],
    ['an argument too many', ['--url', 'http://x', 'more']],
  ] as const)('refuses %s', (_, args) => {
    expect(() => parse(...args)).toThrow(expect.objectContaining({ exitCode: 2 }))
    expect(() => parse(...args)).toThrow(UsageError)
  })

  it('has a caller of UForge where one is named', () => {
    expect(parse('--url', 'http://x', '--password', 'p').account).toBeUndefined()
    expect(parse('--url', 'http://x', '--user', 'ann', '--password', 'p').account).toEqual({
      name: 'ann',
      password: 'p',
    })
  })

  it('shows help without calling it a failure', () => {
    expect(() => parse('--help')).toThrow(
      expect.objectContaining({ exitCode: 0, message: expect.stringContaining('--url') }),
    )
  })
})
