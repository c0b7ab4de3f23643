import type { UForgeApiKeyPair } from '@vitrine/client'
import type { Command } from 'commander'
import { attemptEach } from '../failure.ts'
import { addRecordOptions, printRecord, printRecords, RECORD_FORMATS, type RecordOptions } from '../record-output.ts'
import { print, type Terminal } from '../terminal.ts'
import { addUForgeOptions, connectUForge, type UForgeOptions } from '../uforge-connection.ts'
import { API_KEY_FIELDS, toApiKey } from '../uforge-records.ts'

interface CreateOptions extends UForgeOptions, Omit<RecordOptions, 'format'> {
  format: RecordOptions['format'] | 'env'
  description?: string
}

export function addApiKeyCommands(apiKey: Command, terminal: Terminal): void {
  for (const add of [addApiKeyCreate, addApiKeyList, addApiKeyDelete]) add(apiKey, terminal)
}

function addApiKeyCreate(apiKey: Command, terminal: Terminal): void {
  const command = apiKey
    .command('create')
    .summary('create an API key')
    .description(
      'Creates an API key, by which a program uses the UForge API in place of a password, until it is deleted. The secret ' +
        'is printed now; -f env prints variables for a shell.',
    )
    .argument('[name]', 'what to call it')
    .option('--description <text>', 'what it is for')
  addUForgeOptions(addRecordOptions(command, [...API_KEY_FIELDS, 'secret_key'], [...RECORD_FORMATS, 'env']))
    .addHelpText(
      'after',
      `
Examples:
  vitrine api-key create nightly
  vitrine api-key create nightly -f env > nightly.env`,
    )
    .action(async (name: string | undefined, { format, description, ...options }: CreateOptions) => {
      const { uforge } = await connectUForge(command, options, terminal)
      const created = await uforge.apiKeys.create(
        { ...(name !== undefined && { name }), ...(description !== undefined && { description }) },
        { signal: terminal.signal },
      )
      if (format === 'env') print(terminal.stdout, variablesOf(created))
      else printRecord(terminal, { ...toApiKey(created), secret_key: created.secretKey }, { format, ...options })
    })
}

function variablesOf({ uri, publicKey, secretKey }: UForgeApiKeyPair): string {
  const [, user = ''] = uri.split('/').map(decodeURIComponent)
  return [
    `export VITRINE_API_USER=${quoted(user)}`,
    `export VITRINE_API_KEY=${quoted(publicKey ?? '')}`,
    `export VITRINE_API_SECRET=${quoted(secretKey ?? '')}`,
  ].join('\n')
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

function addApiKeyList(apiKey: Command, terminal: Terminal): void {
  const command = apiKey.command('list').summary('list API keys').description('Lists API keys, without their secrets.')
  addUForgeOptions(addRecordOptions(command, API_KEY_FIELDS))
    .addHelpText(
      'after',
      `
Examples:
  vitrine api-key list`,
    )
    .action(async (options: UForgeOptions & RecordOptions) => {
      const { uforge } = await connectUForge(command, options, terminal)
      const keys = await uforge.apiKeys.list({ signal: terminal.signal })
      printRecords(terminal, keys.map(toApiKey), options, API_KEY_FIELDS)
    })
}

function addApiKeyDelete(apiKey: Command, terminal: Terminal): void {
  const command = apiKey
    .command('delete')
    .summary('delete API keys')
    .description('Deletes API keys: what they sign is refused from now on. A failure does not keep it from the others.')
    .argument('<id...>', 'ids')
  addUForgeOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine api-key delete 3`,
    )
    .action(async (ids: string[], options: UForgeOptions) => {
      const { uforge } = await connectUForge(command, options, terminal)
      await attemptEach(ids, terminal, (id) => uforge.apiKeys.delete(id, { signal: terminal.signal }))
    })
}
