import type { Handlers } from '@vitrine/api-types'
import { type DownloadLinkService, downloadLinkInvalid, type LinkedDownloads } from '@vitrine/core'
import { attachment, bytesReply, FOR_ONE_READER } from '../http/bytes-reply.ts'
import type { HandlerContext } from '../http/dispatch.ts'
import { restFrom, selectRest } from '../http/ranges.ts'
import { describeData, fileNameOf } from '../wire/image-data.ts'
import { toLifetime, toNewLink, toWire } from '../wire/image-link.ts'

type ImageLinkOperationId = 'listImageLinks' | 'createImageLink' | 'deleteImageLink' | 'downloadLinkedImageData'

export const imageLinkOperations = ({
  links,
  linkedDownloads,
}: {
  links: DownloadLinkService
  linkedDownloads: LinkedDownloads
}) =>
  ({
    listImageLinks: async ({ path, caller }) => ({
      status: 200,
      body: { links: (await links.list(path.image_id, caller)).map(toWire) },
    }),

    createImageLink: async ({ path, body, caller, baseUrl }) => {
      const link = await links.create(path.image_id, toLifetime(body), caller)
      return { status: 201, headers: { 'Cache-Control': 'no-store' }, body: toNewLink(link, baseUrl) }
    },

    deleteImageLink: async ({ path, caller }) => {
      await links.revoke(path.image_id, path.link_id, caller)
      return { status: 204 }
    },

    downloadLinkedImageData: async ({ path, query, headers }) => {
      const download = await linkedDownloads.describe(query.key ?? '', path.image_id)
      if (download.link.id !== path.link_id) throw downloadLinkInvalid()
      const { image, data } = download
      const described = { ...describeData(data), ...attachment(fileNameOf(image)), ...FOR_ONE_READER }
      const rest = selectRest({ range: headers.range, ifRange: headers['if-range'] }, described.ETag)
      const { start, bytes } = await linkedDownloads.open(download, rest)
      return bytesReply(described, data.size, bytes, restFrom(start, data.size))
    },
  }) satisfies Pick<Handlers<HandlerContext>, ImageLinkOperationId>
