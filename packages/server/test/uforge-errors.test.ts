import { Problem } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DOWNLOAD_PATH, IMAGE_PATH, refusalOf, signed, startUForge, type UForge } from './uforge.ts'

let uforge: UForge
beforeAll(async () => {
  uforge = await startUForge()
  uforge.replies.set('showMachineImage', new Problem('imageNotFound', `No image '47' & <nothing> else`))
  uforge.replies.set('downloadMachineImage', new Problem('unauthenticated', 'The key is spent'))
})
afterAll(() => uforge.stop())

const uriOf = (path: string) => `http://127.0.0.1:${uforge.port}${path}`

describe('a refusal', () => {
  test('says in XML what was asked for, when, and what is wrong', async () => {
    const answer = await uforge.call('GET', `${IMAGE_PATH}?a=1&b=%20`, { as: 'ann' })
    expect([answer.status, answer.headers['content-type']]).toStrictEqual([404, 'application/xml'])
    const { timestamp, ...refusal } = refusalOf(answer)
    expect(refusal).toStrictEqual({
      localizedErrorMsg: { message: `No image '47' & <nothing> else`, messageId: 'image.unknown' },
      requestMethod: 'GET',
      requestUri: uriOf(`${IMAGE_PATH}?a=1&b=%20`),
      statusCode: 404,
    })
    expect(Math.abs(Date.now() - Date.parse(timestamp))).toBeLessThan(60_000)
  })

  test('says the same in JSON to who accepts that', async () => {
    const xml = await uforge.call('GET', IMAGE_PATH, { as: 'ann' })
    const json = await uforge.call('GET', IMAGE_PATH, { as: 'ann', headers: { Accept: 'application/json' } })
    expect(json.headers['content-type']).toBe('application/json')
    expect(json.json).toStrictEqual({ uforgeError: { ...refusalOf(xml), timestamp: expect.any(String) } })
  })

  test('has the headers of a document', async () => {
    const { headers } = await uforge.call('GET', IMAGE_PATH, { as: 'ann' })
    expect(headers).toMatchObject({ vary: 'Accept', 'content-language': 'en', version: '3.8.13' })
  })

  test('of HEAD has no body', async () => {
    const { status, body } = await uforge.call('HEAD', IMAGE_PATH, { as: 'ann' })
    expect([status, body.length]).toStrictEqual([404, 0])
  })
})

describe('a secret', () => {
  const key = 'e662d401bd7313b9db1fa9d50ce3b85f'

  test.each([
    `downloadId=${key}`,
    `a=1&downloadId=${key}`,
    `downloadid=${key}&a=1`,
    `%64ownloadId=${key}&a=1`,
    `a=1?&downloadId=${key}&downloadId=${key}`,
    `downloadId=%65662d401bd7313b9db1fa9d50ce3b85f`,
    `&&downloadId=${key}`,
  ])('in %s is neither repeated nor logged', async (query) => {
    const answer = await uforge.call('GET', `${DOWNLOAD_PATH}?${query}`)
    expect(answer.status).toBe(401)
    expect(answer.text).not.toContain('662d401bd7313b9db1fa9d50ce3b85f')
    expect(refusalOf(answer).requestUri).toMatch(uriOf(DOWNLOAD_PATH))
    expect(JSON.stringify(uforge.logLines)).not.toContain('662d401bd7313b9db1fa9d50ce3b85f')
  })

  test('of a signed request is neither repeated nor logged', async () => {
    const path = signed(`${IMAGE_PATH}?query=x`, 'ann')
    const answer = await uforge.call('GET', path)
    expect(refusalOf(answer)).toMatchObject({ statusCode: 404, requestUri: uriOf(`${IMAGE_PATH}?query=x`) })
    const [, , signature = ''] = path.split(/apiKey=|&signature=/)
    for (const secret of ['key%20of%20ann', 'key of ann', signature]) {
      expect(answer.text + JSON.stringify(uforge.logLines)).not.toContain(secret)
    }
  })
})

test('a failure of ours says nothing about why', async () => {
  uforge.replies.set('listMachineImages', new Error('the database is on fire'))
  const answer = await uforge.call('GET', '/api/users/ann/appliances/21/images', { as: 'ann' })
  expect(refusalOf(answer)).toMatchObject({ statusCode: 500, localizedErrorMsg: { messageId: 'server.failed' } })
  expect(answer.text).not.toContain('fire')
})
