import { describe, expect, test } from 'vitest'
import { createGuard, type GuardOptions, type Lookup } from './guard.ts'

const PUBLIC = { address: '93.184.215.14', family: 4 }
const PRIVATE = { address: '10.0.0.1', family: 4 }

const answering =
  (...addresses: Array<typeof PUBLIC>): Lookup =>
  async () =>
    addresses

const admit = (url: string, changes: Partial<GuardOptions> = {}, signal?: AbortSignal) =>
  createGuard({ allow: [], lookup: answering(PUBLIC), connectMs: 60_000, ...changes })(new URL(url), signal)

const refusal = { code: 'urlRefused' }

describe('the guard', () => {
  test('answers the addresses that a host has', async () => {
    expect(await admit('http://mirror.example/')).toStrictEqual([PUBLIC])
    expect(await admit('https://93.184.215.14/')).toStrictEqual([PUBLIC])
    expect(await admit('https://[2a00::1]/')).toStrictEqual([{ address: '2a00::1', family: 6 }])
  })

  test.each(['http://mirror.example:443/', 'https://mirror.example:80/', 'https://mirror.example/'])(
    'lets %s pass, which is a port of the web',
    async (url) => {
      expect(await admit(url)).toStrictEqual([PUBLIC])
    },
  )

  test.each(['http://mirror.example:22/', 'https://mirror.example:8443/', 'http://mirror.example:0/'])(
    'refuses the port of %s (S28)',
    async (url) => {
      await expect(admit(url)).rejects.toMatchObject(refusal)
      await expect(admit(url)).rejects.toThrow('its port must be one of 80, 443 ')
    },
  )

  test.each(['http://mirror.example/', 'https://mirror.example/', 'http://mirror.example:80/'])(
    'refuses the port of %s too, where it is only the usual one (S28)',
    async (url) => {
      await expect(admit(url, { ports: [8080] })).rejects.toMatchObject(refusal)
    },
  )

  test.each([
    { name: 'has no address', lookup: answering() },
    { name: 'is private', lookup: answering(PRIVATE) },
    { name: 'is private among others', lookup: answering(PUBLIC, PRIVATE) },
    { name: 'is not known', lookup: () => Promise.reject(new Error('ENOTFOUND')) },
    { name: 'is not found in time', lookup: () => new Promise<never>(() => undefined), connectMs: 20 },
  ])('refuses a host that $name, in the same words (S32)', async ({ name: _, ...changes }) => {
    await expect(admit('http://mirror.example/', changes)).rejects.toMatchObject({
      ...refusal,
      message:
        'http://mirror.example cannot be reached: no such host, no answer, or not allowed ' +
        '(an operator can allow it with fetch_allow)',
    })
  })

  test('does not ask the name service for an address', async () => {
    await expect(admit('http://10.0.0.1/')).rejects.toMatchObject(refusal)
    await expect(admit('http://[::1]/')).rejects.toMatchObject(refusal)
  })

  test('refuses a host that is not found while its signal has time, in the same words (S32)', async () => {
    const late = AbortSignal.timeout(20)
    const admitted = admit('http://mirror.example/', { lookup: () => new Promise(() => undefined) }, late)
    await expect(admitted).rejects.toThrow('http://mirror.example cannot be reached')
  })

  test('ends with the reason of an abort, although the name service is silent', async () => {
    const abort = new AbortController()
    const admitted = admit('http://mirror.example/', { lookup: () => new Promise(() => undefined) }, abort.signal)
    abort.abort(new Error('stopping'))
    await expect(admitted).rejects.toThrow('stopping')
  })

  describe('told to allow a host and port', () => {
    const allow = ['images.lab:8080', '[::1]:80', '10.0.0.1:443']
    const privately = { allow, lookup: answering(PRIVATE) }

    test.each(['http://images.lab:8080/', 'https://IMAGES.lab:8080/', 'http://[0:0::1]/', 'https://10.0.0.1/'])(
      'lets %s pass',
      async (url) => {
        expect(await admit(url, privately)).toHaveLength(1)
      },
    )

    test.each([
      'http://images.lab/',
      'http://images.lab:8081/',
      'http://other.images.lab:8080/',
      'http://10.0.0.1:8080/',
      'http://[::1]:443/',
      'http://10.0.0.1/',
    ])('refuses %s as ever', async (url) => {
      await expect(admit(url, privately)).rejects.toMatchObject(refusal)
    })

    test('refuses it when it is not known', async () => {
      await expect(admit('http://images.lab:8080/', { allow, lookup: answering() })).rejects.toMatchObject(refusal)
    })
  })
})
