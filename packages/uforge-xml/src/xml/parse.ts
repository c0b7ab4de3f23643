import {
  parseXml as parseTree,
  XmlDeclaration,
  type XmlDocument,
  XmlDocumentType,
  XmlElement,
  XmlError,
} from '@rgrove/parse-xml'
import { DocumentRefused } from '../document-refused.ts'
import { createLineCounter, type Element, resolveNames, tooDeep } from './element.ts'

const decode = (bytes: Uint8Array, maxBytes: number): string => {
  if (bytes.length > maxBytes) throw new DocumentRefused('tooLarge', `the document has more than ${maxBytes} bytes`)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // XML makes ends of lines one before anything else. The parser would take the square of the time for those of Windows.
    return text.replace(/\r\n?/g, '\n')
  } catch (cause) {
    throw new DocumentRefused('malformed', 'the document is not in UTF-8', undefined, { cause })
  }
}

/** What the parser says without the position, which we add, and the excerpt, which may hold secrets. */
const said = ({ message }: XmlError) => message.replace(/ \(line \d+, column \d+\)\n[\s\S]*/, '').slice(0, 200)

const refusalOf = (error: unknown, text: string): unknown => {
  // The parser calls itself for each level, until it has no stack left.
  if (error instanceof RangeError) return tooDeep()
  if (!(error instanceof XmlError)) return error
  // No cause: it has the excerpt too.
  return new DocumentRefused(text.includes('<!DOCTYPE') ? 'doctype' : 'malformed', said(error), error.line)
}

const parse = (text: string): XmlDocument => {
  try {
    return parseTree(text, { includeOffsets: true, preserveDocumentType: true, preserveXmlDeclaration: true })
  } catch (error) {
    throw refusalOf(error, text)
  }
}

/** The outermost element. Nothing is fetched or expanded: a document that declares anything is refused. */
export const parseXml = (bytes: Uint8Array, maxBytes: number): Element => {
  const text = decode(bytes, maxBytes)
  const lineAt = createLineCounter(text)
  const resolve = resolveNames(lineAt)
  for (const child of parse(text).children) {
    if (child instanceof XmlDocumentType) {
      throw new DocumentRefused('doctype', 'a document type declaration is not taken', lineAt(child.start))
    }
    if (child instanceof XmlDeclaration && !/^(utf-8|us-ascii)?$/i.test(child.encoding ?? '')) {
      throw new DocumentRefused('malformed', 'the document says that it is not in UTF-8', 1)
    }
    if (child instanceof XmlElement) return resolve(child)
  }
  throw new DocumentRefused('malformed', 'the document has no element')
}
