import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Cloud } from './cloud.ts'

const run = promisify(execFile)

interface Answer {
  readonly status: number
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** What `curl` was answered, asking in the name of the cloud's user; `path` is that of the URL. */
export async function curl(cloud: Cloud, path: string, args: readonly string[], piped?: Buffer): Promise<Answer> {
  const { id } = await cloud.session()
  const asked = [`${cloud.url}${path}`, '-H', `X-Auth-Token: ${id}`, ...args]
  const running = run('curl', ['-sS', '-i', ...asked], { encoding: 'buffer', maxBuffer: 2 ** 26 })
  // Who is refused stops reading.
  running.child.stdin?.on('error', () => undefined).end(piped)
  const { stdout } = await running
  return readAnswer(stdout)
}

function readAnswer(bytes: Buffer): Answer {
  const end = bytes.indexOf('\r\n\r\n')
  const [first = '', ...lines] = bytes.subarray(0, end).toString().split('\r\n')
  const status = Number(first.split(' ')[1])
  const rest = bytes.subarray(end + 4)
  // `100 Continue` comes before the answer.
  if (status < 200) return readAnswer(rest)
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  return { status, headers: Object.fromEntries(headers), body: rest }
}
