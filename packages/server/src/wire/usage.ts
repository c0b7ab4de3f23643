import type { Usage } from '@vitrine/api-types'
import type { ProjectLimits, ProjectUsage } from '@vitrine/core'

const MIB = 2 ** 20

/** What a project uses and may use, under the names and in the units of the API. */
export function usageToWire({ usage, limits }: { usage: ProjectUsage; limits: ProjectLimits }): Usage {
  return {
    usage: {
      image_size_total: figure(Math.ceil(usage.bytes / MIB), Math.floor(limits.bytes / MIB)),
      image_count_total: figure(usage.images, limits.images),
      image_count_uploading: figure(usage.uploads, limits.uploads),
    },
  }
}

function figure(usage: number, limit: number) {
  return { usage, limit: limit < 0 ? -1 : limit }
}
