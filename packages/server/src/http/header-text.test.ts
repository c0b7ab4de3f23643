import { validateHeaderValue } from 'node:http'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { headerText, toHeaderText } from './header-text.ts'

describe('the text of a header', () => {
  test.each([
    { name: 'plain text', bytes: 'debian 13', want: 'debian 13' },
    { name: 'UTF-8, which Node takes for Latin-1', bytes: 'caf\u00c3\u00a9', want: 'café' },
    { name: 'characters beyond the basic plane', bytes: '\u00f0\u009f\u0090\u00a7', want: '🐧' },
    { name: 'percent escapes, which stand for themselves', bytes: 'caf%C3%A9', want: 'caf%C3%A9' },
    { name: 'a byte order mark', bytes: '\u00ef\u00bb\u00bfx', want: '\ufeffx' },
    { name: 'nothing', bytes: '', want: '' },
  ])('is decoded: $name', ({ bytes, want }) => {
    expect(headerText(bytes, 'x-image-meta-name')).toBe(want)
  })

  test.each([
    { name: 'Latin-1', bytes: 'caf\u00e9' },
    { name: 'a sequence that is cut short', bytes: '\u00e2\u0082' },
    { name: 'more bytes than a character needs', bytes: '\u00c0\u00af' },
    { name: 'half a surrogate pair', bytes: '\u00ed\u00a0\u0080' },
  ])('that is not UTF-8 is refused with the name of the header: $name', ({ bytes }) => {
    expect(() => headerText(bytes, 'x-image-meta-name')).toThrow(
      expect.objectContaining({ status: 400, message: `Header 'x-image-meta-name' is not valid UTF-8` }),
    )
  })

  test.each(['\r\nX-Auth-Token: stolen', 'a\nb', '\0', '\u001b[31m', '\u007f'])(
    'of an answer carries no control characters: %j',
    (text) => {
      expect(toHeaderText(text)).toBeUndefined()
    },
  )

  test('is one that Node sends, and comes back as it was, or it is left out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const sent = toHeaderText(text)
        if (sent === undefined) return
        validateHeaderValue('x-image-meta-name', sent)
        expect(headerText(sent, 'x-image-meta-name')).toBe(text)
      }),
    )
  })
})
