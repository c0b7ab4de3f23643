import { openapiDocument } from '@vitrine/api-types'
import type { SpecDocument } from '../src/schema/types.ts'

/** The spec as servers give it to the codec. */
export const specDocument: SpecDocument = openapiDocument
