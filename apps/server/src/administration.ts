import { access, constants } from 'node:fs/promises'
import { createSqliteCatalog, type SqliteCatalog } from '@vitrine/catalogs/sqlite'
import { type Administration, createAdministration, createPasswords } from '@vitrine/identity/local'
import { unusableDatabase } from './catalog-lock.ts'
import { ConfigError, readPlaces } from './config.ts'
import { serviceUrl } from './service-url.ts'
import { readSources, type Sources } from './setting-sources.ts'
import { address, publicUrl, type Sourced } from './setting-values.ts'

export { newSecret } from '@vitrine/identity/local'
export { ConfigError } from './config.ts'

export interface OpenAdministration {
  readonly administration: Administration
  /** Where clients log in, as far as these settings tell. */
  readonly authUrl: string
  close(): Promise<void>
}

/**
 * The users of the built-in identity, in the database of the server, which may run meanwhile: whoever can write there
 * may do anything anyway. Only the settings count that say where this is, so that no other one is in the way.
 */
export async function openAdministration(sources: Sources): Promise<OpenAdministration> {
  const { get } = readSources(sources)
  assertLocal(get('auth'))
  const { databasePath } = readPlaces(get)
  const url = publicUrl(get('public_url')) ?? serviceUrl(address(get('listen')), get('tls_certificate').text !== '')
  const { directory, close } = await openCatalog(databasePath)
  return {
    administration: createAdministration({ directory, passwords: createPasswords(), now: () => new Date() }),
    authUrl: `${url}/identity/v3`,
    close,
  }
}

function assertLocal({ text, origin }: Sourced): void {
  if (text === 'local') return
  throw new ConfigError(
    `${origin} is '${text}': users are not kept here. Only the built-in identity ('local') has its own`,
  )
}

async function openCatalog(path: string): Promise<SqliteCatalog> {
  await access(path, constants.R_OK | constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? notStarted(path) : unusableDatabase(path, error)
  })
  const catalog = await createSqliteCatalog({ path }).catch((error: unknown) => {
    throw unusableDatabase(path, error)
  })
  if (await isBlank(catalog)) {
    await catalog.close()
    throw notStarted(path)
  }
  return catalog
}

/** A user who is made before the first start would keep it from making its own, and the roles. */
async function isBlank({ directory }: SqliteCatalog): Promise<boolean> {
  const [users, roles] = await Promise.all([directory.listUsers(), directory.listRoles()])
  return users.length + roles.length === 0
}

function notStarted(path: string): ConfigError {
  return new ConfigError(
    `The database ${path} has no users yet: start the server once (vitrine serve), or name another with --data-dir ` +
      'or --database-url',
  )
}
