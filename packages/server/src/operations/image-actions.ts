import type { Handlers } from '@vitrine/api-types'
import type { ImageActivationService } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'

export const imageActionOperations = ({ activation }: { activation: ImageActivationService }) =>
  ({
    deactivateImage: async ({ path, caller }) => {
      await activation.deactivate(path.image_id, caller)
      return { status: 204 }
    },

    reactivateImage: async ({ path, caller }) => {
      await activation.reactivate(path.image_id, caller)
      return { status: 204 }
    },
  }) satisfies Pick<Handlers<HandlerContext>, 'deactivateImage' | 'reactivateImage'>
