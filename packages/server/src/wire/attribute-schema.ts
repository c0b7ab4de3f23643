import type { OpenApiDocument } from '@vitrine/api-types'
import { compilePattern, Problem } from '@vitrine/core'
import type { ErrorObject, ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'

export type AttributeSchema = ReturnType<typeof createAttributeSchema>

/** What attributes of an image may be set to, whichever way they come in: one rule for new images and patches. */
export function createAttributeSchema({ components }: OpenApiDocument) {
  const ajv = new Ajv2020({ strict: false, allErrors: false, code: { regExp: patternEngine } })
  ajv.addSchema({ components: { schemas: components.schemas } }, 'spec')
  const accepts = ajv.getSchema('spec#/components/schemas/ImageCreate') as ValidateFunction
  // A name that an object literal would treat specially is an own key like any other.
  const single = (name: string, value: unknown) => Object.fromEntries([[name, value]])

  /** Throws `attributeInvalid`, with the first offender and the reason. */
  function checkAll(attributes: object): void {
    if (!accepts(attributes)) throw new Problem('attributeInvalid', describe(accepts.errors?.at(0)))
  }

  return {
    checkAll,
    check: (name: string, value: unknown) => checkAll(single(name, value)),
    isNullable: (name: string): boolean => accepts(single(name, null)),
  }
}

/** Patterns may be an operator's: ones that a text of a caller cannot stall. */
export const patternEngine = Object.assign((pattern: string) => compilePattern(pattern), { code: 'compilePattern' })

function describe(error: ErrorObject | undefined): string {
  const reason = error?.message ?? 'is not valid'
  if (error?.propertyName !== undefined) return `'${error.propertyName}' is no property name: it ${reason}`
  const allowed: unknown = error?.params.allowedValues
  const choice = Array.isArray(allowed) ? `: ${allowed.map(String).join(', ')}` : ''
  const place = error?.instancePath.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')
  return `'${place}' ${reason}${choice}`
}
