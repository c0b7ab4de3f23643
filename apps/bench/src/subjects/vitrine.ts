import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openCloud } from '@vitrine/client/clouds'
import { createImageApi, type ImageApi } from '../image-api.ts'
import { type Server, startServer } from '../processes.ts'

export interface Vitrine {
  readonly api: ImageApi
  /** Undefined for a server that asks for none. */
  readonly token: string | undefined
  readonly pid: number
}

/** What a server leaves and finds again when it is started once more. */
export interface Place {
  readonly dataDir: string
  /** A line for every answer since the last start, as in production. */
  readonly logPath: string
  readonly environment: NodeJS.ProcessEnv
}

type Auth = 'none' | 'local'

const START_MS = 30_000

/** Lends a server of ours, in a process of its own with an empty data directory; nothing is left of either. */
export function withVitrine<T>(
  { dir, signal }: { dir: string; signal: AbortSignal },
  { auth }: { auth: Auth },
  use: (vitrine: Vitrine) => Promise<T>,
): Promise<T> {
  return withPlace(dir, auth, (place) =>
    whileRunning(place, signal, async ({ url, pid }) => {
      const token = auth === 'none' ? undefined : await issueToken(place.dataDir)
      return use({ api: createImageApi({ url, token, signal }), token, pid })
    }),
  )
}

export async function withPlace<T>(dir: string, auth: Auth, use: (place: Place) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(dir, 'vitrine-'))
  const dataDir = join(home, 'data')
  try {
    return await use({ dataDir, logPath: join(home, 'server.log'), environment: environment(dataDir, auth) })
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

export async function whileRunning<T>(
  { environment, logPath }: Place,
  signal: AbortSignal,
  use: (server: { url: string; pid: number }) => Promise<T>,
): Promise<T> {
  // Requests are logged as in production, to a file: reading them would cost the bench its share of the machine.
  const log = await open(logPath, 'w')
  const server = startServer(
    process.execPath,
    ['--conditions=@vitrine/source', fileURLToPath(import.meta.resolve('./vitrine-server.ts'))],
    { env: environment, stdio: ['pipe', log.fd, log.fd] },
  )
  await log.close()
  try {
    const url = await Promise.race([listening(logPath, signal), server.failed]).catch(async (error: unknown) => {
      throw new Error(`Our server did not start: ${await readFile(logPath, 'utf8')}`, { cause: error })
    })
    return await untilFailed(server, use({ url, pid: server.pid }))
  } finally {
    await server.stop()
  }
}

/** Settings that somebody made for a server of theirs stay out. */
function environment(dataDir: string, auth: string): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('VITRINE_'))
  return {
    ...Object.fromEntries(others),
    VITRINE_LISTEN: '127.0.0.1:0',
    VITRINE_DATA_DIR: dataDir,
    VITRINE_AUTH: auth,
    VITRINE_SHUTDOWN_GRACE: '1',
  }
}

async function issueToken(dataDir: string): Promise<string | undefined> {
  const { login } = await openCloud('vitrine', {
    environment: { OS_CLIENT_CONFIG_FILE: join(dataDir, 'clouds.yaml') },
  })
  return login?.token()
}

async function listening(logPath: string, signal: AbortSignal): Promise<string> {
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; ) {
    const url = /"url":"([^"]+)".*"msg":"listening"/.exec(await readFile(logPath, 'utf8'))?.[1]
    if (url !== undefined) return url
    await delay(20, undefined, { signal })
  }
  throw new Error(`It was not listening after ${START_MS / 1000} seconds`)
}

/** A server that dies says more than the connection errors which follow; what runs still ends before we tidy up. */
async function untilFailed<T>(server: Server, work: Promise<T>): Promise<T> {
  try {
    return await Promise.race([work, server.failed])
  } finally {
    await work.catch(() => undefined)
  }
}
