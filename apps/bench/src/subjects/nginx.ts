import { once } from 'node:events'
import { constants, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startServer } from '../processes.ts'

const START_MS = 10_000

/** Lends an nginx that serves a copy of the file, which lies beside our server's data, by sendfile. */
export async function withNginx<T>(
  { nginx, dir, file, signal }: { nginx: string; dir: string; file: string; signal: AbortSignal },
  use: (url: string) => Promise<T>,
): Promise<T> {
  const home = await mkdtemp(join(dir, 'nginx-'))
  try {
    const port = await freePort()
    await mkdir(join(home, 'files'))
    await copyFile(file, join(home, 'files', 'image'), constants.COPYFILE_FICLONE)
    const errorLog = join(home, 'error.log')
    await writeFile(join(home, 'nginx.conf'), configuration(home, port))
    const server = startServer(nginx, ['-p', home, '-c', join(home, 'nginx.conf'), '-e', errorLog], { stdio: 'ignore' })
    try {
      await Promise.race([answers(`http://127.0.0.1:${port}/`, signal), server.failed]).catch(
        async (error: unknown) => {
          const log = await readFile(errorLog, 'utf8').catch(() => '')
          throw new Error(`nginx did not start: ${log}`, { cause: error })
        },
      )
      return await use(`http://127.0.0.1:${port}/image`)
    } finally {
      await server.stop()
    }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

function configuration(home: string, port: number): string {
  // Workers of a root nginx change to another user, who may not read our directory.
  const user = process.getuid?.() === 0 ? `user ${userInfo().username};` : ''
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path "${home}/${kind}";`)
    .join('\n  ')
  return `${user}
daemon off;
worker_processes 1;
pid "${home}/nginx.pid";
error_log "${home}/error.log";
events { worker_connections 64; }
http {
  ${temporary}
  access_log off;
  default_type application/octet-stream;
  sendfile on;
  tcp_nopush on;
  server {
    listen 127.0.0.1:${port};
    root "${home}/files";
  }
}
`
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function answers(url: string, signal: AbortSignal): Promise<void> {
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await delay(20, undefined, { signal })) {
    const answered = await fetch(url, { signal }).then(
      () => true,
      () => false,
    )
    if (answered) return
  }
  throw new Error(`It did not answer for ${START_MS / 1000} seconds`)
}
