import { setTimeout as delay } from 'node:timers/promises'
import type { CaseContext } from './conformance-case.ts'
import { ServerFailure } from './status.ts'
import type { Answer, Target } from './target.ts'

/** Never asked for anything: the imports of the cases fail before that. Which of them may pass, the operator decides. */
const SOURCES = ['http://1.1.1.1/conformance.raw', 'http://127.0.0.1/conformance.raw']

export const taskPath = (id: string): string => `/v2/tasks/${id}`

/** An import that the server takes, and that fails: its image is to have an id that is in use. */
export const doomedInput = async ({ target, resources, skip }: Pick<CaseContext, 'target' | 'resources' | 'skip'>) => {
  const { id } = await resources.queuedImage()
  const input = (import_from: string) => ({
    import_from,
    import_from_format: 'raw',
    image_properties: { id, name: resources.name(), disk_format: 'raw', container_format: 'bare' } as const,
  })
  source ??= findSource(target, input)
  return input((await source) ?? skip('this server imports from none of the addresses that the cases know'))
}

let source: Promise<string | undefined> | undefined

const findSource = async (target: Target, input: (source: string) => unknown): Promise<string | undefined> => {
  for (const candidate of SOURCES) {
    const json = { type: 'import', input: input(candidate) }
    if ((await target.post('/v2/tasks', { json })).status === 201) return candidate
  }
  return undefined
}

export const doomedTask = async (context: Parameters<typeof doomedInput>[0]): Promise<Answer> =>
  context.target.post('/v2/tasks', { json: { type: 'import', input: await doomedInput(context) } })

/** Shows the task again and again until it is a failure; that it never is, is the server's fault. */
export const waitForFailure = async (target: Target, id: string, patience = 15_000) => {
  const deadline = Date.now() + patience
  for (;;) {
    const task = (await target.get(taskPath(id))).json()
    if (task.status === 'failure') return task
    if (Date.now() > deadline)
      throw new ServerFailure(`the task is not a failure after ${patience / 1000} s`, 'failure', JSON.stringify(task))
    await delay(100)
  }
}
