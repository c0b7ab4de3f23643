import { type OperationId, openapiDocument, operations } from '@vitrine/api-types'

/** A parameter as the spec has it. */
export interface SpecParameter {
  readonly name: string
  readonly in: string
  readonly schema: { readonly type?: unknown }
}

export function parametersOf(id: OperationId): SpecParameter[] {
  const { path, method } = operations[id]
  const item = openapiDocument.paths[path]?.[method.toLowerCase()] as { parameters?: Listed[] } | undefined
  return (item?.parameters ?? []).map((parameter) => ('$ref' in parameter ? lookUp(parameter.$ref) : parameter))
}

type Listed = SpecParameter | { readonly $ref: string }

function lookUp(pointer: string): SpecParameter {
  const name = pointer.replace('#/components/parameters/', '')
  return openapiDocument.components.parameters?.[name] as SpecParameter
}
