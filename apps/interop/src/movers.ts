import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { type Cloud, cell, glance as runGlance, openstack as runOpenstack } from './cloud.ts'
import { VITRINE } from './server-process.ts'

const run = promisify(execFile)

/** A program that moves images: each brings one in and takes one out in its own way. */
export interface Mover {
  readonly name: string
  /** Rejects when the program is not on this machine. */
  probe(): Promise<unknown>
  /** Creates an image, uploads the file, answers the image's id. */
  upload(cloud: Cloud, path: string, diskFormat: string): Promise<string>
  download(cloud: Cloud, id: string, path: string): Promise<void>
}

const curl: Mover = {
  name: 'curl',
  probe: () => run('curl', ['--version']),
  async upload(cloud, path, diskFormat) {
    const images = `${cloud.url}/v2/images`
    const record = { name: 'by curl', disk_format: diskFormat, container_format: 'bare' }
    const token = ['-sf', '-H', await tokenHeader(cloud)]
    const { stdout } = await run('curl', [...token, images, '-d', JSON.stringify(record)])
    const { id } = JSON.parse(stdout) as { id: string }
    await run('curl', [...token, '-T', path, '-H', 'Content-Type: application/octet-stream', `${images}/${id}/file`])
    return id
  },
  async download(cloud, id, path) {
    await run('curl', ['-sf', '-H', await tokenHeader(cloud), '-o', path, `${cloud.url}/v2/images/${id}/file`])
  },
}

async function tokenHeader(cloud: Cloud): Promise<string> {
  const { id } = await cloud.session()
  return `X-Auth-Token: ${id}`
}

const vitrine: Mover = {
  name: 'vitrine',
  probe: () => run(process.execPath, [VITRINE, '--version']),
  async upload({ environment }, path, diskFormat) {
    const args = ['image', 'create', 'by vitrine', '--disk-format', diskFormat, '--file', path, '-f', 'json']
    const { stdout } = await run(process.execPath, [VITRINE, ...args], { env: environment })
    return (JSON.parse(stdout) as { id: string }).id
  },
  async download({ environment }, id, path) {
    await run(process.execPath, [VITRINE, 'image', 'save', id, '--file', path], { env: environment })
  },
}

const client: Mover = {
  name: 'client',
  probe: async () => undefined,
  async upload(cloud, path, diskFormat) {
    const { images, data } = await cloud.client()
    const image = await images.create({
      name: 'by client',
      disk_format: diskFormat as 'iso' | 'qcow2' | 'raw',
      container_format: 'bare',
    })
    await data.upload(image.id, path)
    return image.id
  },
  async download(cloud, id, path) {
    const { data } = await cloud.client()
    await data.downloadToFile(id, path)
  },
}

const glance: Mover = {
  name: 'glance',
  probe: () => run('/usr/bin/glance', ['--version']),
  async upload(cloud, path, diskFormat) {
    const format = ['--disk-format', diskFormat, '--container-format', 'bare']
    return cell(await runGlance(cloud, 'image-create', '--name', 'by glance', ...format, '--file', path), 'id')
  },
  async download(cloud, id, path) {
    await runGlance(cloud, 'image-download', '--file', path, id)
  },
}

const openstack: Mover = {
  name: 'openstack',
  probe: () => run('/usr/bin/openstack', ['--version']),
  async upload(cloud, path, diskFormat) {
    const options = ['--disk-format', diskFormat, '--file', path, '-f', 'json']
    return JSON.parse(await runOpenstack(cloud, 'image', 'create', ...options, 'by openstack')).id
  },
  async download(cloud, id, path) {
    await runOpenstack(cloud, 'image', 'save', '--file', path, id)
  },
}

export const MOVERS: readonly Mover[] = [curl, vitrine, client, glance, openstack]

/** Whether this machine has the program of that mover. */
export async function hasProgram(name: 'glance' | 'openstack' | 'curl'): Promise<boolean> {
  const mover = MOVERS.find((one) => one.name === name)
  if (!mover) throw new Error(`${name} is no mover`)
  return mover.probe().then(
    () => true,
    () => false,
  )
}

/** Whether two files hold the same bytes; the files of these tests fit into memory. */
export async function sameBytes(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([readFile(one), readFile(other)])
  return a.equals(b)
}
