import { expect, it, vi } from 'vitest'
import { runCommand } from './terminal.ts'

const engine = vi.hoisted(() => ({ isLoaded: false }))
vi.mock('better-sqlite3', (load) => {
  engine.isLoaded = true
  return load()
})

it('the database engine is loaded where it is used, and not before', async () => {
  for (const line of ['--help', 'serve --help', 'user list --help', 'image list --url http://127.0.0.1:1']) {
    await runCommand(line.split(' '))
    expect(engine.isLoaded).toBe(false)
  }
  await runCommand(['user', 'list', '--data-dir', '/nowhere'])
  expect(engine.isLoaded).toBe(true)
})
