import { assertChangeable, isBaseAttribute, Problem } from '@vitrine/core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { patternEngine } from './attribute-schema.ts'

/** What an operator says of a custom property, which is always a text. */
export interface PropertySchema {
  readonly type?: string | readonly string[]
  readonly [keyword: string]: unknown
}

/** A schema that no custom property can have. The message says why. */
export class PropertySchemaError extends Error {
  override readonly name = 'PropertySchemaError'
  /** The name of the property. */
  readonly property: string

  constructor(property: string, reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.property = property
  }
}

/** What JSON Schema has to say of a text, and nothing that leads out of the schema. */
const KEYWORDS = ['title', 'description', 'type', 'enum', 'pattern', 'minLength', 'maxLength']

const ajv = new Ajv2020({ strict: false, code: { regExp: patternEngine } })

/** The schema as the document has it. Throws `PropertySchemaError`. */
export function readPropertySchema(name: string, schema: unknown): PropertySchema {
  const fail = (reason: string, cause?: unknown): never => {
    throw new PropertySchemaError(name, reason, { cause })
  }
  if (!isOwnToName(name)) fail('It is an attribute that every image has, or reserved: no property can be called so')
  if (!isObject(schema)) return fail('A schema is an object, such as {"type": "string"}')
  const unknown = Object.keys(schema).find((keyword) => !KEYWORDS.includes(keyword))
  if (unknown !== undefined) fail(`'${unknown}' is none of ${KEYWORDS.join(', ')}`)
  const { type = 'string', enum: choice = [] } = schema
  if (![type].flat().every((one) => one === 'string' || one === 'null')) {
    fail(`Its type is ${JSON.stringify(type)}, but a custom property is a text: "string", or ["string", "null"]`)
  }
  if (![choice].flat().every((one) => typeof one === 'string' || one === null)) {
    fail(`Its enum has something else than texts: write numbers and truths as "1" and "true"`)
  }
  try {
    ajv.compile(schema)
  } catch (error) {
    fail(`It is no JSON Schema: ${error instanceof Error ? error.message : error}`, error)
  }
  return { type, ...schema }
}

/** Ajv passes over a property called `__proto__`, so that limits of it would hold nobody. */
function isOwnToName(name: string): boolean {
  if (name === '__proto__') return false
  try {
    assertChangeable(name)
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
  return !isBaseAttribute(name)
}

function isObject(value: unknown): value is PropertySchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
