import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DEFAULT_DOMAIN } from '@vitrine/core'
import type { FirstPasswords } from '@vitrine/identity/local'
import { stringify } from 'yaml'

const HEADER = ` Made when the server first started; stock clients log in with it:
   OS_CLIENT_CONFIG_FILE=<this file> openstack --os-cloud vitrine image list
 The passwords are written down nowhere else. 'vitrine user set' gives a user a new one.`

/** Writes the logins of the first users where only this user of the machine reads them: whole, or not at all. */
export async function writeCloudsFile(path: string, authUrl: string, passwords: FirstPasswords): Promise<void> {
  const content = stringify({
    clouds: {
      vitrine: cloud(authUrl, 'demo', passwords.demo),
      'vitrine-admin': cloud(authUrl, 'admin', passwords.admin),
    },
  })
  await replaceFile(path, `${HEADER.replaceAll(/^/gm, '#')}\n${content}`)
}

/** Both first users have a project of their own name. */
function cloud(authUrl: string, name: string, password: string) {
  return {
    auth: {
      auth_url: authUrl,
      username: name,
      password,
      project_name: name,
      user_domain_name: DEFAULT_DOMAIN.name,
      project_domain_name: DEFAULT_DOMAIN.name,
    },
    identity_api_version: 3,
    region_name: 'RegionOne',
  }
}

async function replaceFile(path: string, content: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
    await file.close()
    await rename(draft, path)
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(draft, { force: true })
    throw error
  }
  const folder = await open(dirname(path))
  await folder.sync().finally(() => folder.close())
}
