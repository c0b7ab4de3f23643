import { describe, expect, it } from 'vitest'
import { createRedactor, viewBody } from './transcript.ts'

describe('createRedactor', () => {
  const redactor = createRedactor(['s3cret/token', undefined])

  it('hides secrets in text, as they are and percent-encoded', () => {
    expect(redactor.text('a s3cret/token b s3cret%2Ftoken')).toBe('a [redacted] b [redacted]')
  })

  it('hides headers that carry a secret by definition, in any case', () => {
    expect(
      redactor.headers([
        ['X-Auth-Token', 'another'],
        ['authorization', 'Basic eA=='],
        ['Accept', '*/*'],
      ]),
    ).toEqual([
      ['X-Auth-Token', '[redacted]'],
      ['authorization', '[redacted]'],
      ['Accept', '*/*'],
    ])
  })

  it('hides passwords and secrets in JSON, although nobody told it of them', () => {
    const body = { user: { name: 'a', password: 'two "words"' }, secret: 'x', password: { user: 'b' } }
    const shown = '{"user":{"name":"a","password":"[redacted]"},"secret":"[redacted]","password":{"user":"b"}}'
    expect(redactor.text(JSON.stringify(body))).toBe(shown)
    expect(redactor.text('{"password": "cut off')).toBe('{"password": "[redacted]"')
  })

  it.each([
    ['<a><downloadKey>k3y</downloadKey></a>', '<a><downloadKey>[redacted]</downloadKey></a>'],
    ['<secretKey>k3y', '<secretKey>[redacted]'],
    ['{"publicKey":"x","secretKey":"k3y"}', '{"publicKey":"x","secretKey":"[redacted]"}'],
    ['/api/users?apiKey=x&signature=k3y%3D', '/api/users?apiKey=x&signature=[redacted]'],
    ['<downloadUri>users/a?downloadId=k3y</downloadUri>', '<downloadUri>users/a?downloadId=[redacted]</downloadUri>'],
    ['{"url":"http://x/file?key=k3y"}', '{"url":"http://x/file?key=[redacted]"}'],
    ['/v2/images?sort_key=name', '/v2/images?sort_key=name'],
  ])('hides keys that let in whoever has them: %s', (text, shown) => {
    expect(redactor.text(text)).toBe(shown)
  })

  it('hides a secret that another header repeats', () => {
    expect(redactor.headers([['Location', 'http://x/?t=s3cret/token']])).toEqual([
      ['Location', 'http://x/?t=[redacted]'],
    ])
  })
})

describe('viewBody', () => {
  const redactor = createRedactor(['s3cret'])

  it('has nothing to show of an empty body', () => {
    expect(viewBody(Buffer.alloc(0), redactor)).toBeUndefined()
  })

  it('shows short text whole', () => {
    expect(viewBody(Buffer.from('Grüße s3cret'), redactor)).toEqual({ bytes: 14, text: 'Grüße [redacted]', cut: false })
  })

  it.each([
    ['control characters', Buffer.from([0, 1, 2])],
    ['bytes that are not UTF-8', Buffer.from([0xff, 0xfe])],
  ])('only counts %s', (_, bytes) => {
    expect(viewBody(bytes, redactor)).toEqual({ bytes: bytes.length, cut: true })
  })

  it('cuts long text, even in the middle of a character', () => {
    const view = viewBody(Buffer.from('ü'.repeat(40_000)), redactor)
    expect(view).toMatchObject({ bytes: 80_000, cut: true })
    expect(view?.text).toMatch(/^ü+$/)
    expect(view?.text?.length).toBeLessThanOrEqual(4096)
  })

  it('leaves no half of a secret at the cut', () => {
    const view = viewBody(Buffer.from(`${'x'.repeat(4093)}s3cret${'x'.repeat(100)}`), redactor)
    expect(view?.text).not.toContain('s3c')
  })

  it('says how large a body was of which only the beginning was kept', () => {
    expect(viewBody(Buffer.from('abc'), redactor, 5_000_000)).toMatchObject({ bytes: 5_000_000, cut: true })
  })
})
