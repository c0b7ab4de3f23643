import { type LoginMethod, Problem } from '@vitrine/core'
import { describe, expect, test } from 'vitest'
import { limitLogins } from './login-attempts.ts'

const LIMIT = { refusals: 3, seconds: 1000, atOnce: 2, waiting: 100 }
const right = async () => 'token'
const wrong = async () => {
  throw new Problem('loginRefused', 'wrong')
}

function start({ logins = { ...LIMIT, refusals: 6 }, loginsOfUser = LIMIT } = {}) {
  const attempt = limitLogins({ logins, loginsOfUser })
  return async (
    work: () => Promise<string>,
    by: LoginMethod = password('ann'),
    address = '192.0.2.1',
    isGone = false,
  ) =>
    attempt({ address: () => address, isGone: () => isGone }, { by, scope: undefined }, work).catch(
      (error: { code?: string; status?: number }) => error.code ?? error.status,
    )
}

const password = (id: string): LoginMethod => ({ method: 'password', user: { id }, password: 'x' })
const credential = (id: string): LoginMethod => ({ method: 'application_credential', credential: { id }, secret: 'x' })
const token: LoginMethod = { method: 'token', token: 'x' }
const times = <T>(count: number, work: () => Promise<T>) => Promise.all(Array.from({ length: count }, work))

describe('logins that succeed', () => {
  test('do not count, however many come at once', async () => {
    const logIn = start()
    expect(await times(50, () => logIn(right))).toStrictEqual(Array(50).fill('token'))
    expect(await logIn(wrong)).toBe('loginRefused')
  })
})

describe('logins that are refused', () => {
  test('count for their user, from their address', async () => {
    const logIn = start()
    for (let guess = 0; guess < 3; guess++) expect(await logIn(wrong)).toBe('loginRefused')
    expect(await logIn(right)).toBe(429)
    expect(await logIn(right, password('bob'))).toBe('token')
    expect(await logIn(right, password('ann'), '192.0.2.2')).toBe('token')
  })

  test('count for their address, whoever they are for', async () => {
    const logIn = start()
    for (let guess = 0; guess < 6; guess++) expect(await logIn(wrong, password(`user ${guess}`))).toBe('loginRefused')
    expect(await logIn(right, password('bob'))).toBe(429)
    expect(await logIn(right, password('bob'), '192.0.2.2')).toBe('token')
  })

  test('are no more when they come at once: those under way when the last one counts', async () => {
    const logIn = start()
    const answers = await times(50, () => logIn(wrong))
    expect(answers.filter((answer) => answer === 'loginRefused').length).toBeLessThanOrEqual(3 + 1)
    expect(answers.filter((answer) => answer === 429).length).toBeGreaterThanOrEqual(46)
  })

  test('count for the credential that is guessed, and for nobody when it is a token', async () => {
    const logIn = start()
    for (let guess = 0; guess < 3; guess++) await logIn(wrong, credential('c1'))
    expect(await logIn(right, credential('c1'))).toBe(429)
    expect(await logIn(right, credential('c2'))).toBe('token')
    for (let guess = 0; guess < 2; guess++) expect(await logIn(wrong, token)).toBe('loginRefused')
    expect(await logIn(right, token)).toBe('token')
  })

  test('count also when nobody waits for the answer any more', async () => {
    const logIn = start()
    let isGone = false
    const leave = async () => {
      isGone = true
      return wrong()
    }
    for (let guess = 0; guess < 3; guess++) await logIn(leave)
    expect(isGone).toBe(true)
    expect(await logIn(right)).toBe(429)
  })
})

describe('what is no fault of the client', () => {
  test('does not count', async () => {
    const logIn = start()
    const broken = async () => {
      throw new Problem('storeUnavailable', 'the database is away')
    }
    for (let attempt = 0; attempt < 10; attempt++) expect(await logIn(broken)).toBe('storeUnavailable')
    expect(await logIn(right)).toBe('token')
  })
})

describe('a client that has gone', () => {
  test('costs nothing more', async () => {
    let work = 0
    const logIn = start()
    const count = async () => {
      work++
      return 'token'
    }
    await times(10, () => logIn(count, password('ann'), '192.0.2.1', true))
    expect(work).toBe(0)
  })

  test('cannot fill the memory while others of it are tried', async () => {
    const logIn = start()
    const gate = Promise.withResolvers<string>()
    const waiting = times(300, () => logIn(() => gate.promise))
    const turnedAway = await Promise.race([waiting, logIn(right)])
    expect(turnedAway).toBe(429)
    gate.resolve('token')
    const answers = await waiting
    expect(answers.filter((answer) => answer === 'token').length).toBeLessThan(120)
    expect(await logIn(right)).toBe('token')
  })
})
