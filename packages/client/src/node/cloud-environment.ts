import { CloudError, type CloudSettings, createSettings } from './cloud-settings.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const LOGIN_VARIABLES = [
  'OS_CLOUD',
  'OS_AUTH_URL',
  'OS_AUTH_TYPE',
  'OS_USERNAME',
  'OS_USER_ID',
  'OS_PASSWORD',
  'OS_APPLICATION_CREDENTIAL_ID',
  'OS_APPLICATION_CREDENTIAL_NAME',
  'OS_APPLICATION_CREDENTIAL_SECRET',
]

/** Whether anything in the environment asks for a login, complete or not. */
export function asksForLogin(environment: Environment): boolean {
  return LOGIN_VARIABLES.some((name) => environment[name])
}

/** The settings of the cloud that the environment itself describes. */
export function environmentSettings(environment: Environment): CloudSettings {
  if (!asksForLogin(environment)) {
    throw new CloudError('No cloud is named: set OS_CLOUD to one of clouds.yaml, or OS_AUTH_URL and its companions')
  }
  const values = Object.entries(environment).flatMap(([name, value]) =>
    name.startsWith('OS_') ? [[name.slice('OS_'.length).toLowerCase(), value]] : [],
  )
  const nameOf = (key: string) => `OS_${key.toUpperCase()}`
  return createSettings(Object.fromEntries(values), { what: 'The environment', nameOf })
}
