import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse, stringify } from 'yaml'
import { type Cloud, describeCloud } from './cloud.ts'
import { type ServerProcess, startServerProcess, VITRINE } from './server-process.ts'

const run = promisify(execFile)

/** One user of each kind that the default rules tell apart; `reader` is in the project of `member`, `other` elsewhere. */
export interface UserGroup {
  readonly server: ServerProcess
  readonly admin: Cloud
  readonly member: Cloud
  readonly reader: Cloud
  readonly other: Cloud
  /** Id of the project of `other`. */
  readonly otherProject: string
}

/** A clouds.yaml: see `startKeystoneGroup`. */
const KEYSTONE_CLOUDS = process.env.INTEROP_KEYSTONE_CLOUDS

/** Those that this machine has. `args` are for the server. */
export const USER_GROUPS = [
  { name: 'users of its own', start: startLocalGroup },
  ...(KEYSTONE_CLOUDS
    ? [
        {
          name: 'the users of a Keystone',
          start: (folder: string, args?: readonly string[]) => startKeystoneGroup(folder, KEYSTONE_CLOUDS, args),
        },
      ]
    : []),
]

/** Our server with users of its own, made by our own command. */
async function startLocalGroup(folder: string, args: readonly string[] = []): Promise<UserGroup> {
  const dataDir = join(folder, 'data')
  const server = await startServerProcess(dataDir, { args })
  return addUsers(folder, dataDir, server).catch(async (error: unknown) => {
    await server.end('SIGTERM')
    throw error
  })
}

async function addUsers(folder: string, dataDir: string, server: ServerProcess): Promise<UserGroup> {
  const { clouds } = parse(await readFile(join(dataDir, 'clouds.yaml'), 'utf8'))
  const manage = async (...args: string[]) => {
    const { stdout } = await run(process.execPath, [VITRINE, ...args, '--data-dir', dataDir])
    return stdout
  }
  const addUser = async (name: string, project: string, role: string) => {
    const password = join(folder, `${name}.password`)
    await writeFile(password, `secret of ${name}\n`)
    await manage('user', 'create', name, '--password-file', password)
    await manage('role', 'add', role, '--user', name, '--project', project)
    const auth = { ...clouds.vitrine.auth, username: name, project_name: project, password: `secret of ${name}` }
    clouds[name] = { ...clouds.vitrine, auth }
  }
  const { id: otherProject } = JSON.parse(await manage('project', 'create', 'elsewhere', '-f', 'json'))
  await addUser('reader', 'demo', 'reader')
  await addUser('other', 'elsewhere', 'member')
  const extended = join(folder, 'clouds.yaml')
  await writeFile(extended, stringify({ clouds }))

  const cloud = (name: string) => describeCloud(extended, name, server.url)
  return {
    server,
    admin: cloud('vitrine-admin'),
    member: cloud('vitrine'),
    reader: cloud('reader'),
    other: cloud('other'),
    otherProject,
  }
}

/**
 * Our server over a real Keystone: `file` is a clouds.yaml with the clouds `service` (the server's own login), `admin`,
 * `member`, `reader` (in the project of `member`) and `other`.
 */
async function startKeystoneGroup(folder: string, file: string, args: readonly string[] = []): Promise<UserGroup> {
  const { clouds } = parse(await readFile(file, 'utf8'))
  const environment = Object.fromEntries(
    Object.entries<string>(clouds.service.auth).map(([key, value]) => [`OS_${key.toUpperCase()}`, value]),
  )
  const server = await startServerProcess(join(folder, 'data'), { args: ['--auth', 'keystone', ...args], environment })
  // Not by Keystone's catalogue: that one belongs to whoever runs it.
  for (const cloud of Object.values<Record<string, unknown>>(clouds)) cloud.image_endpoint_override = server.url
  const extended = join(folder, 'clouds.yaml')
  await writeFile(extended, stringify({ clouds }))

  const cloud = (name: string) => describeCloud(extended, name, server.url)
  const other = cloud('other')
  const session = await other.session()
  return {
    server,
    admin: cloud('admin'),
    member: cloud('member'),
    reader: cloud('reader'),
    other,
    otherProject: session.project?.id ?? '',
  }
}
