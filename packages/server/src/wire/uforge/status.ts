import type { UForgeStatus } from '@vitrine/api-types'
import type { GenerationStatus, MachineImage } from '@vitrine/core'
import { withDigest } from './digest.ts'
import { machineImageUri } from './uris.ts'

/** Clients join the message to other words, so that there has to be one. */
const UNSAID: Record<Exclude<GenerationStatus, 'complete'>, string> = {
  waiting: 'Waiting for its turn',
  running: 'Beginning',
  failed: 'The generation failed',
  cancelled: 'The generation was cancelled',
}

/** How far a generation is. There is no word for that: at most one of three members is true, and then it is over. */
export function toStatus(machineImage: MachineImage): UForgeStatus {
  const { id, status, percentage, createdAt, updatedAt } = machineImage
  const uri = machineImageUri(machineImage)
  const message = messageOf(machineImage)
  return withDigest({
    created: createdAt.toISOString(),
    dbId: id,
    lastModified: updatedAt.toISOString(),
    cancelled: status === 'cancelled',
    complete: status === 'complete',
    error: status === 'failed',
    ...(status === 'failed' && { errorMessage: message }),
    message,
    parentUri: uri,
    percentage,
    published: false,
    uri: `${uri}/status`,
  })
}

function messageOf({ status, message, updatedAt }: MachineImage): string {
  if (status !== 'complete') return message || UNSAID[status]
  return `Done, created on ${updatedAt.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
