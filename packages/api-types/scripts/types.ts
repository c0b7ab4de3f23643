import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { type Document, withInlineHeaders } from './document.ts'

export const types = async (document: Document): Promise<string> => {
  const nodes = await openapiTS(withInlineHeaders(document) as never, {
    transform: (schema) =>
      'x-no-type' in schema ? ts.factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword) : undefined,
  })
  // The document has no webhooks and no $defs; their empty types would only be dead code.
  return astToString(nodes.filter((node) => !ts.isTypeAliasDeclaration(node)))
}
