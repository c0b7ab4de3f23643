import { describe, expect, it } from 'vitest'
import { TransferError } from '../errors.ts'
import { fromHeaderText, toHeaderText } from './header-text.ts'

describe('header text', () => {
  for (const text of ['', 'debian 13', 'Zürich', '日本語', '💽 a\tb', '\ufeffmark', 'Ã¼', '%C3%BC']) {
    it(`brings '${text}' there and back, a character for a byte`, () => {
      const carried = toHeaderText('x-image-meta-name', text)
      expect(Buffer.from(carried, 'latin1').toString()).toBe(text)
      expect(fromHeaderText(carried)).toBe(text)
    })
  }

  for (const text of ['a\r\nx-image-meta-is_public: True', 'a\nb', 'a\0', '\u007f', ' a', 'a\t']) {
    it(`is not made of ${JSON.stringify(text)}, which would arrive as something else`, () => {
      const attempt = () => toHeaderText('x-image-meta-name', text)
      expect(attempt).toThrow(TransferError)
      expect(attempt).toThrow("'x-image-meta-name'")
    })
  }

  for (const name of ['x-image-meta-property-a b', 'x-image-meta-property-ü', 'x-image-meta-property-a:']) {
    it(`has no name like '${name}'`, () => expect(() => toHeaderText(name, 'a')).toThrow(TransferError))
  }

  for (const text of ['caf\u00e9', 'caf\u00e9 \u20ac']) {
    it(`stays '${text}', which is not UTF-8`, () => expect(fromHeaderText(text)).toBe(text))
  }
})
