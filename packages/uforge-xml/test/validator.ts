import { XmlDocument, XsdValidator } from 'libxml2-wasm'

/** What libxml2 has against a document, by an XML Schema; nothing when it is valid. */
export const createValidator = (xsd: string) => {
  const schema = XmlDocument.fromString(xsd)
  const validator = XsdValidator.fromDoc(schema)
  return (xml: string): string | undefined => {
    const document = XmlDocument.fromString(xml)
    try {
      validator.validate(document)
      return undefined
    } catch (error) {
      return (error as Error).message
    } finally {
      document.dispose()
    }
  }
}
