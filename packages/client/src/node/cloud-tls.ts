import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { TlsOptions } from '../transport.ts'
import type { Surroundings } from './cloud-files.ts'
import type { CloudSettings } from './cloud-settings.ts'

/** Whom the cloud says to trust, and how to be trusted; undefined when it says nothing. */
export async function tlsOf(cloud: CloudSettings, surroundings: Surroundings): Promise<TlsOptions | undefined> {
  const [ca, cert, key] = await Promise.all(['cacert', 'cert', 'key'].map((name) => pemOf(name, cloud, surroundings)))
  const trusting = cloud.flag('insecure') || cloud.flag('verify') === false
  if (!ca && !cert && !trusting) return undefined
  return {
    ...(ca && { ca }),
    // One file may hold both.
    ...(cert && { cert, key: key ?? cert }),
    ...(trusting && { rejectUnauthorized: false }),
  }
}

async function pemOf(
  name: string,
  cloud: CloudSettings,
  { directory, home }: Surroundings,
): Promise<string | undefined> {
  const path = cloud.get(name)
  if (path === undefined) return undefined
  return readFile(resolve(directory, path.replace(/^~(?=\/)/, home)), 'utf8').catch(({ code }) => {
    throw cloud.wrong(name, `is ${path}, which cannot be read: ${code}`)
  })
}
