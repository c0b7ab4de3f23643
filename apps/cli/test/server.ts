import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@vitrine/server-app'

export interface TestServer {
  readonly url: string
  /** Its data, and whatever a test puts beside that. */
  readonly directory: string
  end(): Promise<void>
}

/** A real one, of this process. */
export async function startServer(flags: Record<string, string> = {}): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'cli-'))
  const quiet = {
    listen: '127.0.0.1:0',
    log_level: 'silent',
    data_dir: directory,
    qemu_img: await fakeQemuImg(directory),
  }
  const server = await serve({ flags: { ...quiet, ...flags }, environment: {} })
  return {
    url: server.url,
    directory,
    async end() {
      server.stop('end of test')
      await server.stopped
      await rm(directory, { recursive: true })
    },
  }
}

/** Makes no qcow2, however long it is given, and refuses to make anything else. */
async function fakeQemuImg(directory: string): Promise<string> {
  const program = join(directory, 'qemu-img')
  const script = `#!/bin/sh
case "$*" in
  --version) echo qemu-img version 1.2.3;;
  *qcow2*) exec sleep 3600;;
  *) exit 1;;
esac
`
  await writeFile(program, script)
  await chmod(program, 0o755)
  return program
}
