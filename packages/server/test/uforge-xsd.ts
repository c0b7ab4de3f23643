import { openapiDocument } from '@vitrine/api-types'
import { xsdOf } from '@vitrine/uforge-xml'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { expect } from 'vitest'

const validator = XsdValidator.fromDoc(XmlDocument.fromString(xsdOf(openapiDocument)))

/** As the published clients hold answers against the published schema: whatever is in another order is refused. */
export function expectValid(xml: string): void {
  const document = XmlDocument.fromString(xml)
  try {
    expect(() => validator.validate(document), xml).not.toThrow()
  } finally {
    document.dispose()
  }
}
