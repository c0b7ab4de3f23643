import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { createImageClient } from '@vitrine/client'
import { VITRINE } from './server-process.ts'

const run = promisify(execFile)

/** A program that moves images: each brings one in and takes one out in its own way. */
export interface Mover {
  readonly name: string
  /** Rejects when the program is not on this machine. */
  probe(): Promise<unknown>
  /** Creates an image, uploads the file, answers the image's id. */
  upload(url: string, path: string, diskFormat: string): Promise<string>
  download(url: string, id: string, path: string): Promise<void>
}

const curl: Mover = {
  name: 'curl',
  probe: () => run('curl', ['--version']),
  async upload(url, path, diskFormat) {
    const record = { name: 'by curl', disk_format: diskFormat, container_format: 'bare' }
    const { stdout } = await run('curl', ['-sf', `${url}/v2/images`, '-d', JSON.stringify(record)])
    const { id } = JSON.parse(stdout) as { id: string }
    await run('curl', [
      '-sf',
      '-T',
      path,
      '-H',
      'Content-Type: application/octet-stream',
      `${url}/v2/images/${id}/file`,
    ])
    return id
  },
  async download(url, id, path) {
    await run('curl', ['-sf', '-o', path, `${url}/v2/images/${id}/file`])
  },
}

const vitrine: Mover = {
  name: 'vitrine',
  probe: () => run(process.execPath, [VITRINE, '--version']),
  async upload(url, path, diskFormat) {
    const args = [
      'image',
      'create',
      'by vitrine',
      '--disk-format',
      diskFormat,
      '--file',
      path,
      '-f',
      'json',
      '--url',
      url,
    ]
    const { stdout } = await run(process.execPath, [VITRINE, ...args])
    return (JSON.parse(stdout) as { id: string }).id
  },
  async download(url, id, path) {
    await run(process.execPath, [VITRINE, 'image', 'save', id, '--file', path, '--url', url])
  },
}

const client: Mover = {
  name: 'client',
  probe: async () => undefined,
  async upload(url, path, diskFormat) {
    const { images, data } = createImageClient({ baseUrl: url })
    const image = await images.create({
      name: 'by client',
      disk_format: diskFormat as 'iso' | 'qcow2' | 'raw',
      container_format: 'bare',
    })
    await data.upload(image.id, path)
    return image.id
  },
  async download(url, id, path) {
    await createImageClient({ baseUrl: url }).data.downloadToFile(id, path)
  },
}

const glance: Mover = {
  name: 'glance',
  probe: () => run('/usr/bin/glance', ['--version']),
  async upload(url, path, diskFormat) {
    const { stdout } = await runGlance(
      url,
      'image-create',
      ...['--name', 'by glance', '--disk-format', diskFormat, '--container-format', 'bare', '--file', path],
    )
    return cell(stdout, 'id')
  },
  async download(url, id, path) {
    await runGlance(url, 'image-download', '--file', path, id)
  },
}

const openstack: Mover = {
  name: 'openstack',
  probe: () => run('/usr/bin/openstack', ['--version']),
  async upload(url, path, diskFormat) {
    const { stdout } = await runOpenstack(
      url,
      'create',
      ...['--disk-format', diskFormat, '--file', path, '-f', 'json', 'by openstack'],
    )
    return (JSON.parse(stdout) as { id: string }).id
  },
  async download(url, id, path) {
    await runOpenstack(url, 'save', '--file', path, id)
  },
}

export const MOVERS: readonly Mover[] = [curl, vitrine, client, glance, openstack]

function runGlance(url: string, ...args: string[]) {
  return run('/usr/bin/glance', ['--os-auth-token', 'x', '--os-image-url', url, ...args])
}

function runOpenstack(url: string, ...args: string[]) {
  return run('/usr/bin/openstack', ['--os-auth-type', 'none', '--os-endpoint', url, 'image', ...args])
}

/** The value of a row in the tables that glance prints. */
function cell(table: string, name: string): string {
  const value = new RegExp(`^\\| ${name} +\\| (\\S+) +\\|$`, 'm').exec(table)?.[1]
  if (!value) throw new Error(`glance printed no ${name}:\n${table}`)
  return value
}

/** Whether two files hold the same bytes; the files of these tests fit into memory. */
export async function sameBytes(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([readFile(one), readFile(other)])
  return a.equals(b)
}
