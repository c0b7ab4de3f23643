import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createImageClient, type ImageClient, type Session } from '@vitrine/client'
import { loginTo, openCloud } from '@vitrine/client/clouds'
import { parse } from 'yaml'

const run = promisify(execFile)

/** Somebody who can log in, as stock clients are told of it. */
export interface Cloud {
  readonly url: string
  /** What `openstack`, and our own command, want to know. */
  readonly environment: NodeJS.ProcessEnv
  /** What `glance` wants to know, which reads no clouds.yaml. */
  glanceEnvironment(): Promise<NodeJS.ProcessEnv>
  session(): Promise<Session>
  client(): Promise<ImageClient>
}

/** A cloud of a `clouds.yaml`, with `url` as its image service. */
export function describeCloud(file: string, name: string, url: string): Cloud {
  const environment = { OS_CLIENT_CONFIG_FILE: file, OS_CLOUD: name, PATH: process.env.PATH }
  return {
    url,
    environment,
    async glanceEnvironment() {
      const { auth } = parse(await readFile(file, 'utf8')).clouds[name] as { auth: Record<string, string> }
      const named = Object.entries(auth).map(([key, value]) => [`OS_${key.toUpperCase()}`, value])
      return { ...Object.fromEntries(named), OS_IMAGE_URL: url, PATH: process.env.PATH }
    },
    async session() {
      const { login } = await openCloud(name, { environment })
      if (login === undefined) throw new Error(`Cloud ${name} has no login`)
      return login.session()
    },
    client: async () => createImageClient(await loginTo(name, { environment, endpoint: url })),
  }
}

/** A cloud of the file that a server wrote when it first started. */
export function ownCloud(dataDir: string, url: string, name = 'vitrine'): Cloud {
  return describeCloud(join(dataDir, 'clouds.yaml'), name, url)
}

/** What a command printed; rejects, with what it complained of, when it failed. */
export async function openstack({ environment }: Cloud, ...args: string[]): Promise<string> {
  const { stdout } = await run('/usr/bin/openstack', args, { env: environment })
  return stdout
}

export async function glance(cloud: Cloud, ...args: string[]): Promise<string> {
  const env = await cloud.glanceEnvironment()
  const { stdout } = await run('/usr/bin/glance', args, { env: { ...env, HOME: process.env.HOME } })
  return stdout
}

/** The value of a row in the tables that glance prints. */
export function cell(table: string, name: string): string {
  const value = new RegExp(`^\\| ${name} +\\| (\\S+) +\\|$`, 'm').exec(table)?.[1]
  if (!value) throw new Error(`glance printed no ${name}:\n${table}`)
  return value
}
