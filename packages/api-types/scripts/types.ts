import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { type Document, withInlineHeaders } from './document.ts'

/** The document has neither; their empty types would only be dead code. */
const EMPTY = new Set(['webhooks', '$defs'])

export const types = async (document: Document): Promise<string> => {
  const nodes = await openapiTS(withInlineHeaders(document) as never, {
    transform: (schema) =>
      'x-no-type' in schema ? ts.factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword) : undefined,
  })
  return astToString(nodes.filter((node) => !(ts.isTypeAliasDeclaration(node) && EMPTY.has(node.name.text))))
}
