import { type Command, InvalidArgumentError } from 'commander'
import { type Administration, addAdministered, administer } from '../administration.ts'
import { addDeleteCommand, addListCommand } from '../administration-commands.ts'
import { collect } from '../options.ts'
import { addRecordOptions, printRecord, RECORD_FORMATS, type RecordOptions } from '../record-output.ts'
import { addSettingOptions } from '../server-settings.ts'
import { print, type Terminal } from '../terminal.ts'

type CredentialAccount = Awaited<ReturnType<Administration['listCredentials']>>[number]

interface CreateOptions extends Omit<RecordOptions, 'format'> {
  format: RecordOptions['format'] | 'clouds'
  user: string
  project: string
  role?: string[]
  expiration?: Date
  description?: string
}

const fields = ['id', 'name', 'description', 'project_id', 'roles', 'expires_at']

export function addCredentialCommands(program: Command, terminal: Terminal): void {
  const credential = addAdministered(program, 'credential', 'manage application credentials, by which programs log in')
  addCredentialCreate(credential, terminal)
  addListCommand(credential, terminal, {
    summary: 'list the application credentials of a user',
    description: 'Lists the application credentials of a user, by name. Their secrets nobody can find out.',
    example: 'vitrine credential list --user ann',
    fields,
    list: async (administration, { user }: { user: string }) =>
      (await administration.listCredentials(user)).map(toRecord),
  }).requiredOption('--user <user>', 'whose')
  addDeleteCommand(credential, terminal, {
    summary: 'delete application credentials',
    description: 'Deletes application credentials of a user; tokens that were given for them end.',
    example: 'vitrine credential delete --user ann nightly',
    remove: (administration, credential, { user }: { user: string }) =>
      administration.deleteCredential({ user, credential }),
  }).requiredOption('--user <user>', 'whose')
}

function addCredentialCreate(credential: Command, terminal: Terminal): void {
  const command = credential
    .command('create')
    .summary('create an application credential')
    .description(
      'Creates an application credential, by which a program logs in as its user in one project. The secret is printed ' +
        'now and never again; -f clouds prints an entry for clouds.yaml.',
    )
    .argument('<name>', 'name that no other credential of the user has')
    .requiredOption('--user <user>', 'as whom it logs in')
    .requiredOption('--project <project>', 'where')
    .option('--role <role>', 'role that it has; repeat it for more (default: all that the user has there)', collect)
    .option('--expiration <time>', 'when it ends, such as 2030-01-31T12:00:00, in UTC', parseTime)
    .option('--description <text>', 'what it is for')
  addSettingOptions(addRecordOptions(command, [...fields, 'secret'], [...RECORD_FORMATS, 'clouds']), ...SETTINGS)
    .addHelpText(
      'after',
      `
Examples:
  vitrine credential create nightly --user ann --project lab --role member
  vitrine credential create nightly --user ann --project lab -f clouds > clouds.yaml`,
    )
    .action((name: string, options: CreateOptions) =>
      administer(command, terminal, async (administration, { authUrl }) => {
        const { format, user, project, role, expiration, description = '' } = options
        const created = await administration.createCredential({
          ...{ name, user, project, description, expiresAt: expiration ?? null },
          ...(role && { roles: role }),
        })
        if (format === 'clouds') return print(terminal.stdout, cloudOf(created, authUrl))
        printRecord(terminal, { ...toRecord(created), secret: created.secret }, { ...options, format })
      }),
    )
}

const SETTINGS = ['data_dir', 'database_url', 'public_url'] as const

/** Quoted as JSON, which YAML understands. */
function cloudOf({ id, name, secret }: CredentialAccount & { readonly secret: string }, authUrl: string): string {
  return `clouds:
  ${JSON.stringify(name)}:
    auth_type: v3applicationcredential
    auth:
      auth_url: ${JSON.stringify(authUrl)}
      application_credential_id: ${id}
      application_credential_secret: ${secret}`
}

function toRecord({ id, name, description, projectId, roles, expiresAt }: CredentialAccount) {
  return { id, name, description, project_id: projectId, roles, expires_at: expiresAt?.toISOString() ?? null }
}

function parseTime(text: string): Date {
  const [, day, time = '00:00:00'] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)Z?)?$/.exec(text) ?? []
  const date = new Date(`${day}T${time}Z`)
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('It must be like 2030-01-31 or 2030-01-31T12:00:00.')
  return date
}
