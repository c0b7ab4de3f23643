import { expect, test } from 'vitest'
import { runProgram } from './run-program.ts'

const searchPath = process.env.PATH ?? ''
const never = new AbortController().signal

async function outputOf(...command: string[]): Promise<string> {
  let output = ''
  const onOutput = (text: string) => {
    output += text
  }
  expect(await runProgram({ command, searchPath, onOutput, signal: never })).toMatchObject({ code: 0 })
  return output.trim()
}

test('a program gets no environment but the path', async () => {
  expect(await outputOf('env')).toBe(`PATH=${searchPath}`)
})

test('arguments are no command lines (S30)', async () => {
  expect(await outputOf('echo', '$(id); `id` && id | id > /tmp/id')).toBe('$(id); `id` && id | id > /tmp/id')
})

test('how a program ended is told, with the beginning of its complaint', async () => {
  const script = 'head -c 100000 /dev/zero | tr "\\0" x >&2; exit 3'
  const outcome = await runProgram({ command: ['sh', '-c', script], searchPath, signal: never })
  expect(outcome).toStrictEqual({ code: 3, killedBy: null, complaint: 'x'.repeat(4096) })
})

test('an abort kills a program with all that it has started', async () => {
  const abort = new AbortController()
  // Its output stays open as long as any of the two is there, and so does the wait.
  const command = ['sh', '-c', 'sleep 1000 & echo started; sleep 1000']
  const outcome = await runProgram({ command, searchPath, onOutput: () => abort.abort(), signal: abort.signal })
  expect(outcome).toMatchObject({ code: null, killedBy: 'SIGKILL' })
})

test('a program that is not there is told of', async () => {
  await expect(runProgram({ command: ['no-such-program'], searchPath, signal: never })).rejects.toThrow('ENOENT')
})

test('nothing is started once it is aborted', async () => {
  const signal = AbortSignal.abort(new Error('stopping'))
  await expect(runProgram({ command: ['no-such-program'], searchPath, signal })).rejects.toThrow('stopping')
})
