import { conformanceCase } from '../conformance-case.ts'
import { unknownId } from '../requests.ts'

const tasksPath = (id: string): string => `/v2/images/${id}/tasks`

conformanceCase(
  {
    id: 'image-tasks.none',
    title: 'An image that nothing is done with has no tasks',
    operation: 'listImageTasks',
    status: 200,
    needs: ['write'],
  },
  async ({ client, target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const answer = await target.get(tasksPath(id))
    verify.status(answer, 200)
    verify.equal('the list', answer.json(), { tasks: [] })
    verify.equal('the list that the client reads', await client.tasks.listOfImage(id), [])
  },
)

conformanceCase(
  {
    id: 'image-tasks.unknown',
    title: 'An image that does not exist has no list of tasks',
    operation: 'listImageTasks',
    status: 404,
  },
  async ({ target, verify }) => {
    for (const id of [unknownId(), 'nonsense']) verify.status(await target.get(tasksPath(id)), 404)
  },
)

conformanceCase(
  {
    id: 'image-tasks.stranger',
    title: 'An image that the caller does not see has no list of tasks',
    operation: 'listImageTasks',
    status: 404,
    needs: ['write', 'otherCaller'],
  },
  async ({ other, resources, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'private' })
    verify.status(await other.get(tasksPath(id)), 404)
  },
)

conformanceCase(
  {
    id: 'image-tasks.body',
    title: 'listImageTasks with a body is refused',
    operation: 'listImageTasks',
    status: 400,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await target.get(tasksPath(id), { body: '{}' }), 400)
  },
)
