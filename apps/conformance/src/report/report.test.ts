import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { someCase, someResult } from '../builders.ts'
import type { OperationId } from '../spec.ts'
import { renderConsole } from './console.ts'
import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import { renderJunit } from './junit.ts'

const NASTY = `<script>alert("x")</script> & ]]> \u0000\u001b \ud800 ☃`

const result = someResult([
  someCase('passed'),
  someCase('failed', {
    definition: { id: 'area.bad', title: NASTY, operation: 'showImage', status: 200 },
    failure: { message: NASTY, expected: '200', actual: NASTY },
    exchanges: [
      {
        method: 'GET',
        path: `/v2/images/${NASTY}`,
        requestHeaders: [['Accept', NASTY]],
        status: 500,
        reason: NASTY,
        headers: [['X-Header', NASTY]],
        body: { bytes: 10, text: NASTY, cut: false },
        milliseconds: 3,
        preparation: false,
      },
    ],
  }),
  someCase('error', { failure: { message: NASTY, stack: NASTY } }),
  someCase('known', { differences: [{ id: 'C11', seen: NASTY }] }),
  someCase('skipped', { reason: NASTY }),
  someCase('disabled'),
])

describe('renderJunit', () => {
  const xml = renderJunit({ ...result, faults: [NASTY] })

  it('is well-formed whatever is in it', () => {
    expect(XMLValidator.validate(xml)).toBe(true)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot have these
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
  })

  it('tells failures, errors and skipped cases apart', () => {
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' })
    const { testsuites } = parser.parse(xml)
    expect(testsuites).toMatchObject({ tests: '6', failures: '1', errors: '2', skipped: '2', time: '1.500' })
    const suite = testsuites.testsuite[0]
    expect(suite.name).toBe('showImage')
    expect(
      suite.testcase.map((one: object) => Object.keys(one).find((key) => !['name', 'classname', 'time'].includes(key))),
    ).toEqual([undefined, 'failure', 'error', 'system-out', 'skipped', 'skipped'])
  })

  it('keeps what was said', () => {
    expect(xml).toContain('&lt;script&gt;alert(')
  })
})

describe('renderHtml', () => {
  const page = renderHtml(result)

  it('escapes what servers and cases say', () => {
    expect(page).not.toContain('<script>alert(')
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)')
  })

  it('needs nothing from elsewhere', () => {
    expect(page).not.toMatch(/<(link|img|iframe)\b|<script[^>]+src|@import|url\(/)
  })

  it('shows every operation and links cells to cases', () => {
    expect(page).toContain('href="#showImage/200"')
    expect(page).toContain('no case yet')
    expect(page).toContain('id="case-area.bad"')
  })
})

describe('renderConsole', () => {
  const options = { colour: false, reportDir: '/reports' }

  it('shows what failed with expectation, answer and request', () => {
    const text = renderConsole(result, options)
    expect(text).toContain('failed area.bad')
    expect(text).toContain('expected 200')
    expect(text).toContain('> GET /v2/images/')
    expect(text).toContain('The server does not conform.')
  })

  it('counts the cases of each operation, one API after the other', () => {
    const about = (operation: OperationId) => ({ definition: { id: operation, title: '', operation, status: 200 } })
    const cases = [someCase('passed', about('listImages')), someCase('skipped', about('listAppliances'))]
    const lines = renderConsole(someResult([...cases, someCase('passed', about('showImageV1'))]), options).split('\n')
    const [v2, images, v1, imageV1, uforge, appliances] = lines.slice(2)
    expect([v2, v1, uforge]).toEqual(['Image API v2', 'Image API v1', 'UForge'])
    expect(images).toMatch(/^ {2}listImages +1 passed$/)
    expect(imageV1).toMatch(/^ {2}showImageV1 +1 passed$/)
    expect(appliances).toMatch(/^ {2}listAppliances +1 skipped$/)
  })

  it('has colours only when asked for', () => {
    const plain = someResult([someCase('passed')])
    expect(renderConsole(plain, options)).not.toContain('\u001b[')
    expect(renderConsole(plain, { ...options, colour: true })).toContain('\u001b[')
  })
})

describe('renderJson', () => {
  it('has verdict, counts, matrix and cases', () => {
    expect(JSON.parse(renderJson(result))).toMatchObject({
      verdict: 'fails',
      counts: { passed: 1, known: 1, failed: 1, error: 1, skipped: 1, disabled: 1 },
      matrix: expect.arrayContaining([expect.objectContaining({ operation: 'showImage' })]),
    })
  })
})
