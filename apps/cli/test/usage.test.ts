import { describe, expect, it } from 'vitest'
import { runCommand } from './terminal.ts'

describe('help', () => {
  const COMMANDS = [
    [],
    ['serve'],
    ['image', 'create'],
    ['image', 'list'],
    ['image', 'show'],
    ['image', 'set'],
    ['image', 'unset'],
    ['image', 'save'],
    ['image', 'delete'],
    ['image', 'activate'],
    ['image', 'deactivate'],
    ['image', 'tag', 'add'],
    ['image', 'tag', 'remove'],
    ['image', 'member', 'add'],
    ['image', 'member', 'list'],
    ['image', 'member', 'show'],
    ['image', 'member', 'set'],
    ['image', 'member', 'remove'],
    ['image', 'v1', 'create'],
    ['image', 'v1', 'list'],
    ['image', 'v1', 'show'],
    ['image', 'v1', 'set'],
    ['image', 'v1', 'save'],
    ['image', 'v1', 'delete'],
    ['image', 'v1', 'shared'],
    ['image', 'v1', 'member', 'list'],
    ['image', 'v1', 'member', 'set'],
    ['image', 'v1', 'member', 'remove'],
    ['image', 'task', 'list'],
    ['image', 'link', 'create'],
    ['image', 'link', 'list'],
    ['image', 'link', 'delete'],
    ['image', 'link', 'save'],
    ['appliance', 'create'],
    ['appliance', 'list'],
    ['appliance', 'show'],
    ['appliance', 'delete'],
    ['machine-image', 'generate'],
    ['machine-image', 'regenerate'],
    ['machine-image', 'list'],
    ['machine-image', 'show'],
    ['machine-image', 'status'],
    ['machine-image', 'save'],
    ['machine-image', 'cancel'],
    ['machine-image', 'delete'],
    ['target-format', 'list'],
    ['api-key', 'create'],
    ['api-key', 'list'],
    ['api-key', 'delete'],
    ['task', 'list'],
    ['task', 'show'],
    ['store', 'list'],
    ['usage'],
    ['token', 'issue'],
    ['user', 'create'],
    ['user', 'list'],
    ['user', 'show'],
    ['user', 'set'],
    ['user', 'delete'],
    ['project', 'create'],
    ['project', 'list'],
    ['project', 'show'],
    ['project', 'set'],
    ['project', 'delete'],
    ['role', 'create'],
    ['role', 'list'],
    ['role', 'delete'],
    ['role', 'add'],
    ['role', 'remove'],
    ['role', 'assignment', 'list'],
    ['credential', 'create'],
    ['credential', 'list'],
    ['credential', 'delete'],
  ]
  for (const words of COMMANDS) {
    it(`of '${['vitrine', ...words].join(' ')}' has examples`, async () => {
      const { exitCode, stdout, stderr } = await runCommand([...words, '--help'])
      expect([exitCode, stderr]).toEqual([0, ''])
      expect(stdout).toContain(`Usage: ${['vitrine', ...words].join(' ')} `)
      expect(stdout).toContain('\nExamples:\n  ')
    })
  }

  it('never shows a token', async () => {
    const { stdout } = await runCommand(['image', 'list', '--help'], { environment: { OS_TOKEN: 'secret' } })
    expect(stdout).not.toContain('secret')
  })

  it('shows the settings of the server with their variables', async () => {
    const { stdout } = await runCommand(['serve', '--help'])
    expect(stdout).toMatch(/--data-dir <dir>.*\$VITRINE_DATA_DIR/s)
  })
})

it('prints its version', async () => {
  const { exitCode, stdout } = await runCommand(['--version'])
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)])
})

describe('wrong usage', () => {
  const CASES = [
    { words: [], says: 'Usage: vitrine' },
    { words: ['image'], says: 'Usage: vitrine image' },
    { words: ['imagine'], says: "unknown command 'imagine'" },
    { words: ['image', 'lst'], says: '(Did you mean list?)' },
    { words: ['image', 'list', '--nmae', 'x'], says: "unknown option '--nmae'" },
    { words: ['image', 'list', '--limit', '-1'], says: 'It must be a whole number.' },
    { words: ['image', 'list', '--sort', 'name:up'], says: 'It must be like' },
    { words: ['image', 'list', '-f', 'yaml'], says: 'Allowed choices are table, json' },
    { words: ['image', 'list', '--url', 'localhost'], says: 'It must be a URL' },
    { words: ['image', 'show'], says: "missing required argument 'image'" },
    { words: ['image', 'create', 'a', '--property', 'color'], says: 'It must be KEY=VALUE.' },
    { words: ['image', 'create', 'a', '--public', '--private'], says: 'cannot be used with' },
    { words: ['image', 'create', 'a', '--visibility', 'all'], says: 'Allowed choices are public' },
    { words: ['image', 'create', 'a', '--store', 'fast'], says: '--store needs --file' },
    { words: ['image', 'set', 'a', '--store', 'fast'], says: '--store needs --file' },
    { words: ['image', 'create', 'a', '--file', '-'], says: 'this is a terminal' },
    { words: ['image', 'create', 'a', '--file', '/'], says: 'is a directory' },
    { words: ['image', 'set', 'a', '--protected', '--unprotected'], says: 'exclude each other' },
    { words: ['image', 'unset', 'a'], says: 'there is nothing to unset' },
    { words: ['image', 'deactivate'], says: "missing required argument 'image'" },
    { words: ['image', 'tag'], says: 'Usage: vitrine image tag' },
    { words: ['image', 'tag', 'add', 'a'], says: "missing required argument 'tag'" },
    { words: ['task', 'list', '--status', 'done'], says: 'Allowed choices are pending, processing' },
    { words: ['task', 'show'], says: "missing required argument 'task'" },
    { words: ['image', 'task', 'list'], says: "missing required argument 'image'" },
    { words: ['image', 'member'], says: 'Usage: vitrine image member' },
    { words: ['image', 'member', 'add', 'a'], says: "missing required argument 'project'" },
    { words: ['image', 'member', 'set', 'a'], says: 'say --accept, --reject or --pending' },
    { words: ['image', 'member', 'set', 'a', '--accept', '--reject'], says: 'cannot be used with' },
    { words: ['image', 'save', 'a', '--resume'], says: '--resume needs --file' },
    { words: ['image', 'link'], says: 'Usage: vitrine image link' },
    { words: ['image', 'link', 'create', 'a', '--expires-in', '60'], says: 'It must be like 90s, 30m, 12h or 7d.' },
    { words: ['image', 'link', 'delete', 'a'], says: "missing required argument 'link'" },
    { words: ['image', 'link', 'save', '-'], says: 'this is a terminal' },
    { words: ['image', 'link', 'save', 'http://a', '--resume'], says: '--resume needs --file' },
    { words: ['appliance', 'create', 'a'], says: "required option '--image <image>' not specified" },
    { words: ['machine-image', 'generate', 'a'], says: "required option '--target-format <name>' not specified" },
    { words: ['machine-image', 'save', '1', '--resume'], says: '--resume needs --file' },
    { words: ['api-key', 'list', '-c', 'secret_key'], says: 'It must be one of id, name, ' },
    { words: ['image', 'v1'], says: 'Usage: vitrine image v1' },
    { words: ['image', 'v1', 'create', 'a', '--file', '/', '--location', 'b'], says: 'cannot be used with' },
    { words: ['image', 'v1', 'create', 'a', '--copy-from', 'b', '--location', 'c'], says: 'cannot be used with' },
    { words: ['image', 'v1', 'create', 'a', '--store', 'fast'], says: '--store needs --file' },
    { words: ['image', 'v1', 'create', 'a', '--file', '-'], says: 'this is a terminal' },
    { words: ['image', 'v1', 'set', 'a'], says: 'there is nothing to set' },
    { words: ['image', 'v1', 'set', 'a', '--public', '--private'], says: 'cannot be used with' },
    { words: ['image', 'v1', 'set', 'a', '--protected', '--unprotected'], says: 'cannot be used with' },
    { words: ['image', 'v1', 'set', 'a', '--file', '/', '--purge-properties'], says: 'cannot be used with' },
    { words: ['image', 'v1', 'list', '--sort', 'name,size'], says: 'It must be like' },
    { words: ['image', 'v1', 'list', '--is-public', 'maybe'], says: 'Allowed choices are true, false, none' },
    { words: ['image', 'list', '--os-cloud', 'a', '--token', 'b'], says: 'cannot be used with' },
    { words: ['token', 'issue'], says: 'No cloud is named: set OS_CLOUD' },
    { words: ['serve', '--port', '1'], says: "unknown option '--port'" },
    { words: ['user'], says: 'Usage: vitrine user' },
    { words: ['user', 'lst'], says: '(Did you mean list?)' },
    { words: ['role', 'assignment', 'show'], says: "unknown command 'show'" },
    { words: ['role', 'add', 'member', '--user', 'a'], says: "required option '--project <project>' not specified" },
    { words: ['user', 'create', 'a', '--password-prompt', '--random-password'], says: 'cannot be used with' },
    { words: ['user', 'set', 'a', '--enable', '--disable'], says: 'cannot be used with' },
    { words: ['user', 'list', '-c', 'password'], says: 'It must be one of id, name, ' },
    { words: ['user', 'list', '--data-dir', '/nowhere'], says: 'start the server once (vitrine serve)' },
    { words: ['user', 'list', '--config', '/nowhere.yaml'], says: 'Cannot read /nowhere.yaml' },
    { words: ['credential', 'create', 'a', '--expiration', 'soon'], says: 'It must be like 2030-01-31' },
  ]
  for (const { words, says } of CASES) {
    it(`is explained: ${['vitrine', ...words].join(' ')}`, async () => {
      const { exitCode, stdout, stderr } = await runCommand(words)
      expect([exitCode, stdout]).toEqual([2, ''])
      expect(stderr).toContain(says)
      expect(stderr).toContain('--help')
    })
  }

  for (const words of [['--password', 's3cret'], ['--password=s3cret']]) {
    it(`includes ${words.join(' ')}, which others see, and does not repeat it`, async () => {
      const { exitCode, stderr } = await runCommand(['user', 'create', 'a', ...words])
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('use --password-prompt, --password-file or')])
      expect(stderr).not.toContain('s3cret')
    })
  }

  it('includes a variable that is no URL', async () => {
    const { exitCode, stderr } = await runCommand(['image', 'list'], { environment: { VITRINE_URL: 'nowhere' } })
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("not 'nowhere'")])
  })

  it('includes an image for the screen', async () => {
    for (const words of [
      ['image', 'save', 'a'],
      ['image', 'link', 'save', 'http://a'],
      ['machine-image', 'save', '1'],
    ]) {
      const { exitCode, stderr } = await runCommand(words, { isTTY: true })
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('does not go to a terminal')])
    }
  })

  it('includes settings that cannot be used', async () => {
    const { exitCode, stderr } = await runCommand(['serve', '--listen', 'here'])
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--listen must be HOST:PORT')])
  })
})
