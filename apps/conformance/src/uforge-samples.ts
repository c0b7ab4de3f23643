import type { OperationId } from './spec.ts'
import type { RequestOptions } from './target.ts'
import { documentOf, type Representation } from './uforge-documents.ts'
import { RAW_DISK } from './uforge-resources.ts'

/** What is right to send to each operation that takes a document; `distribution` is what appliances are made of. */
const SAMPLES = {
  createApiKeyPair: (type) => documentOf('UForgeApiKeyPairCreate', { name: 'conformance' }, type),
  updateApiKeyPair: (type) => documentOf('UForgeApiKeyPairCreate', { name: 'conformance' }, type),
  createAppliance: (type, distributionUri) =>
    documentOf('UForgeApplianceCreate', { name: 'conformance', version: '1.0', distributionUri }, type),
  createOsProfile: (type) => documentOf('UForgeDistribProfileCreate', { name: 'Minimal' }, type),
  generateMachineImage: (type) =>
    documentOf('UForgeImageCreate', { compress: true, targetFormat: { name: RAW_DISK } }, type),
} satisfies Partial<Record<OperationId, (type: Representation | undefined, distribution: string) => RequestOptions>>

export type DocumentOperation = keyof typeof SAMPLES
export const DOCUMENT_OPERATIONS = Object.keys(SAMPLES) as DocumentOperation[]

const takesDocument = (operation: OperationId): operation is DocumentOperation => operation in SAMPLES

/** A good body for the operation; none for one that takes none. */
export const sampleBody = (
  operation: OperationId,
  type?: Representation,
  distribution = 'distributions/conformance',
): RequestOptions => (takesDocument(operation) ? SAMPLES[operation](type, distribution) : {})
