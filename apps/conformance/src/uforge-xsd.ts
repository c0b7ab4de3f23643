import { openapiDocument } from '@vitrine/api-types'
import { xsdOf } from '@vitrine/uforge-xml'
import { XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm'

let validator: XsdValidator | undefined

/** Made for the first document that there is: most runs of single cases see none. */
const validatorOfSpec = (): XsdValidator => {
  validator ??= XsdValidator.fromDoc(XmlDocument.fromString(xsdOf(openapiDocument)))
  return validator
}

/**
 * What is wrong with the structure of an XML document, by the XML Schema of the spec: elements that are unknown or in
 * another order, namespaces elsewhere than on the outermost one. The published clients refuse such documents.
 */
export const structureFault = (xml: Uint8Array): string | undefined => {
  let document: XmlDocument | undefined
  try {
    document = XmlDocument.fromBuffer(xml)
    validatorOfSpec().validate(document)
    return undefined
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error
    return error.message.trim()
  } finally {
    document?.dispose()
  }
}
