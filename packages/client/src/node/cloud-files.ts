import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Environment } from './cloud-environment.ts'
import { CloudError, type CloudSettings, createSettings } from './cloud-settings.ts'

export interface Surroundings {
  readonly environment: Environment
  /** What relative paths mean. */
  readonly directory: string
  readonly home: string
}

/** The settings of a cloud: those of `clouds.yaml`, with those of `secure.yaml` over them. */
export async function readCloud(name: string, surroundings: Surroundings): Promise<CloudSettings> {
  const { OS_CLIENT_CONFIG_FILE, OS_CLIENT_SECURE_FILE, OS_REGION_NAME } = surroundings.environment
  const file = await readFirst('clouds', OS_CLIENT_CONFIG_FILE, surroundings)
  if (file === undefined) {
    const places = directoriesOf(surroundings).join(', ')
    throw new CloudError(`There is no clouds.yaml with cloud '${name}' in ${places}, and no OS_CLIENT_CONFIG_FILE`)
  }
  const secure = await readFirst('secure', OS_CLIENT_SECURE_FILE, surroundings)
  const clouds = branch(merged(file.content, secure?.content ?? {}), 'clouds')
  if (!Object.hasOwn(clouds, name)) {
    const known = Object.keys(clouds).join(', ') || 'none'
    throw new CloudError(`There is no cloud '${name}' in ${file.path}, which has: ${known}`)
  }
  const cloud = inRegion(branch(clouds, name), OS_REGION_NAME)
  const what = `Cloud '${name}' in ${file.path}`
  if (cloud.profile ?? cloud.cloud) {
    throw new CloudError(`${what}: a profile is not looked up: write what it says into the file`)
  }
  return createSettings({ ...cloud, ...branch(cloud, 'auth') }, { what, nameOf: (key) => key })
}

type Tree = { readonly [key: string]: unknown }

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

const branch = (tree: Tree, key: string): Tree => (isTree(tree[key]) ? tree[key] : {})

/** The first file there is of this kind. One that was asked for must be there. */
async function readFirst(kind: 'clouds' | 'secure', wanted: string | undefined, surroundings: Surroundings) {
  const names = ['yaml', 'yml', 'json'].map((suffix) => `${kind}.${suffix}`)
  const places = directoriesOf(surroundings).flatMap((directory) => names.map((name) => join(directory, name)))
  for (const path of wanted ? [resolve(surroundings.directory, wanted)] : places) {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (wanted || !['ENOENT', 'ENOTDIR', 'EACCES'].includes(error.code ?? '')) {
        throw new CloudError(`${path} cannot be read: ${error.code}`)
      }
    })
    if (text !== undefined) return { path, content: await parse(path, text) }
  }
  return undefined
}

function directoriesOf({ directory, environment, home }: Surroundings): string[] {
  const { XDG_CONFIG_HOME: own } = environment
  const configs = [...(own ? [own] : []), join(home, '.config'), '/etc']
  return [...new Set([resolve(directory), ...configs.map((path) => join(path, 'openstack'))])]
}

/** Values are text as it is written, for a password may look like a number. */
async function parse(path: string, text: string): Promise<Tree> {
  // Only now: many callers never come here, and it takes its time.
  const { parseDocument } = await import('yaml')
  const document = parseDocument(text, { schema: 'failsafe', customTags: ['null', 'merge'] })
  const [error] = document.errors
  // Its message can show what stands there.
  if (error) throw new CloudError(`${path} is not YAML: ${error.code} in line ${error.linePos?.[0].line}`)
  const content: unknown = document.toJS() ?? {}
  if (!isTree(content)) throw new CloudError(`${path} does not list clouds`)
  return content
}

function merged(below: Tree, above: Tree): Tree {
  const both = Object.entries(above).map(([key, value]) => {
    const under = below[key]
    return [key, isTree(value) && isTree(under) ? merged(under, value) : value]
  })
  return { ...below, ...Object.fromEntries(both) }
}

/** A cloud may list its regions, by name or with settings of their own; the first counts unless another is wanted. */
function inRegion({ regions, ...cloud }: Tree, wanted: string | undefined): Tree {
  const listed: unknown[] = Array.isArray(regions) ? regions : [cloud.region_name]
  const known = listed.map((region): Tree => (isTree(region) ? region : { name: region }))
  const region = wanted ? (known.find(({ name }) => name === wanted) ?? { name: wanted }) : known[0]
  return { ...merged(cloud, branch(region ?? {}, 'values')), region_name: region?.name }
}
