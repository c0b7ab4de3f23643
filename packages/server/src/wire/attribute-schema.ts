import { openapiDocument } from '@vitrine/api-types'
import { Problem } from '@vitrine/core'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

const ajv = new Ajv2020({ strict: false, allErrors: false })
ajv.addSchema(openapiDocument, 'spec')
const validate = ajv.getSchema('spec#/components/schemas/ImageCreate') as ValidateFunction

/** Holds a single attribute of a patch against the schema of a new image: one rule for both ways in. */
export function checkAttribute(name: string, value: unknown): void {
  // A name that an object literal would treat specially is an own key like any other.
  if (validate(Object.fromEntries([[name, value]]))) return
  const reasons = validate.errors?.map(({ message, params }) =>
    'allowedValues' in params ? `${message}: ${params.allowedValues.join(', ')}` : message,
  )
  throw new Problem('attributeInvalid', `'${name}' ${reasons?.at(0) ?? 'is not valid'}`)
}
