import { expect } from 'vitest'

export const PATIENTLY = { timeout: 120_000 }

/** What a user of a server without logins does, by v2 and by the UForge API. */
export function userOf({ url }: { readonly url: string }) {
  async function call(path: string, body?: unknown) {
    const headers = { Accept: 'application/json', 'Content-Type': 'application/json' }
    const sent = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) }
    const response = await fetch(url + path, sent)
    return { status: response.status, json: JSON.parse(await response.text()) }
  }

  const appliances = '/api/users/admin/appliances'

  const statusOf = async (uri: string) => (await call(`/api/${uri}/status`)).json.status

  return {
    call,

    /** An active image with this disk, and an appliance that is ready to have machine images made of it: its path. */
    async appliance(disk: Buffer, diskFormat: string): Promise<string> {
      const image = await call('/v2/images', { name: 'source', disk_format: diskFormat, container_format: 'bare' })
      const { id } = image.json
      const headers = { 'Content-Type': 'application/octet-stream' }
      const uploaded = await fetch(`${url}/v2/images/${id}/file`, {
        method: 'PUT',
        headers,
        body: new Uint8Array(disk),
      })
      expect(uploaded.status).toBe(204)
      const wanted = { name: 'debian', version: '12', orgUri: 'orgs/1', distributionUri: `distributions/${id}` }
      const { dbId } = (await call(appliances, { appliance: wanted })).json.appliance
      await call(`${appliances}/${dbId}/osprofile`, { distribProfile: { name: 'Minimal' } })
      return `${appliances}/${dbId}`
    },

    generate: (appliance: string, targetFormat: string) =>
      call(`${appliance}/images`, { image: { compress: true, targetFormat: { name: targetFormat } } }),

    statusOf,

    /** Once nothing more is to come of it. */
    async ended(uri: string) {
      const isOver = async () => {
        const { complete, error, cancelled } = await statusOf(uri)
        return complete || error || cancelled
      }
      await expect.poll(isOver, PATIENTLY).toBe(true)
      return statusOf(uri)
    },

    /** By the key that the machine image is shown with, and what it says of its file. */
    async download(uri: string) {
      const { downloadUri, sha256sum: sha256 } = (await call(`/api/${uri}`)).json.image
      const response = await fetch(`${url}/api/${downloadUri}`)
      return { bytes: Buffer.from(await response.arrayBuffer()), sha256 }
    },

    /** Ids of all images. */
    async images(): Promise<string[]> {
      return (await call('/v2/images')).json.images.map(({ id }: { id: string }) => id)
    },
  }
}
