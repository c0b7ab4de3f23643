import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type Call, type Service, startService } from './service.ts'
import { expectValid } from './uforge-xsd.ts'

let service: Service
let appliance: string
let distributionUri: string
beforeAll(async () => {
  service = await startService({ parallelTasks: 0 })
  distributionUri = `distributions/${(await service.createActiveImage('a disk')).id}`
  const made = await post('users/ann/appliances', { name: 'web', version: '1.0', distributionUri })
  appliance = made.json.appliance.uri
  expect((await post(`${appliance}/osprofile`, { name: 'Minimal' })).status).toBe(201)
})
afterAll(() => service.stop())

const ask = (method: string, path: string, call: Call = {}) => service.call(method, `/api/${path}`, call)
const post = (path: string, body: unknown) =>
  ask('POST', path, { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } })

function expectNoFailure({ status, text }: Answer): void {
  expect(status, text).toBeLessThan(500)
}

/** Whatever has come in goes out again, in both representations. */
async function expectShown(path: string): Promise<void> {
  const [json, xml] = [await ask('GET', path), await ask('GET', path, { headers: { Accept: 'application/xml' } })]
  expect([json.status, xml.status]).toStrictEqual([200, 200])
  expectValid(xml.text)
}

const text = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 64 }),
  fc.string({ unit: fc.constantFrom(...'<>&"\'\\/?%;= \t\r\n\0\uffff'), minLength: 1, maxLength: 64 }),
)
const value = fc.oneof(fc.jsonValue(), text)
const runs = { numRuns: 100 }

describe('whatever a client sends is answered, never with 5xx, and can be shown', () => {
  test('as a new appliance', async () => {
    const names = [
      'name',
      'version',
      'description',
      'archName',
      'distributionUri',
      'installProfile',
      'uri',
      '__proto__',
    ]
    const bodies = fc.dictionary(fc.oneof(fc.constantFrom(...names), text), value)
    await fc.assert(
      fc.asyncProperty(fc.oneof(bodies, fc.jsonValue()), async (body) =>
        expectNoFailure(await post('users/ann/appliances', body)),
      ),
      runs,
    )
  })

  test('as the words of an appliance, and as the name of its user', async () => {
    const words = fc.record({ name: text, version: text, description: text, archName: text })
    const user = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((name) => !/^\.\.?$/.test(name))
    await fc.assert(
      fc.asyncProperty(user, words, async (name, body) => {
        const list = `users/${encodeURIComponent(name)}/appliances`
        const answer = await post(list, { ...body, distributionUri })
        expectNoFailure(answer)
        if (answer.status === 201) await expectShown(answer.json.appliance.uri)
        await expectShown(list)
      }),
      runs,
    )
  })

  test('as what is to be generated', async () => {
    const bodies = fc.record(
      {
        compress: fc.oneof(fc.boolean(), value),
        targetFormat: fc.oneof(fc.constant({ name: 'Raw Virtual Disk' }), value),
        installProfile: fc.oneof(fc.record({ memorySize: fc.integer(), diskSize: fc.maxSafeInteger() }), value),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => expectNoFailure(await post(`${appliance}/images`, body))),
      runs,
    )
    await expectShown(`${appliance}/images`)
    await expectShown(`${appliance}/images/statuses`)
  })

  test('as a document in XML', async () => {
    const pieces = [
      '<',
      '>',
      '/',
      '<u:image',
      '</u:image>',
      ' xmlns:u="http://www.usharesoft.com/uforge"',
      '&amp;',
      '&x;',
    ]
    const more = [
      '<!DOCTYPE x>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<compress>',
      '</compress>',
      '<?xml',
      '?>',
      'true',
      '"',
    ]
    const documents = fc.string({ unit: fc.constantFrom(...pieces, ...more), maxLength: 12 })
    const headers = { 'Content-Type': 'application/xml' }
    await fc.assert(
      fc.asyncProperty(fc.oneof(documents, text), async (body) =>
        expectNoFailure(await ask('POST', `${appliance}/images`, { body, headers })),
      ),
      runs,
    )
  })

  test('as a query', async () => {
    const units = [
      'name',
      'dbId',
      "'",
      '==',
      '!=',
      '=lt=',
      '=ge=',
      ';',
      ',',
      '(',
      ')',
      '*',
      '%',
      '\\',
      '1',
      'true',
      ' ',
    ]
    const fiql = fc.string({ unit: fc.constantFrom(...units), maxLength: 12 })
    const parameter = fc.tuple(
      fc.constantFrom('query', 'orderBy', 'descending', 'count', 'offset', 'img', 'force'),
      fc.oneof(fiql, text),
    )
    const queries = fc.oneof(
      fc.array(parameter, { maxLength: 4 }).map((pairs) => String(new URLSearchParams(pairs))),
      fiql.map((given) => `query=${given.replace(/[^!-~]/g, '')}`),
    )
    const paths = fc.constantFrom('users/ann/appliances', `${appliance}/images`, 'users/ann/images')
    await fc.assert(
      fc.asyncProperty(paths, queries, async (path, query) => expectNoFailure(await ask('GET', `${path}?${query}`))),
      runs,
    )
  })

  test('as a number', async () => {
    const number = fc.oneof(fc.bigInt().map(String), fc.string({ unit: 'grapheme', minLength: 1 }))
    const rests = fc.constantFrom('', '/images', '/images/1', '/installProfile', '/images/statuses')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('GET', 'DELETE'), number, rests, async (method, id, rest) => {
        fc.pre(`users/ann/appliances/${id}` !== appliance)
        expectNoFailure(await ask(method, `users/ann/appliances/${encodeURIComponent(id)}${rest}`))
      }),
      runs,
    )
  })
})
