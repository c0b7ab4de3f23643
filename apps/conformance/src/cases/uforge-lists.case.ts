import type { UForgeAppliance } from '@vitrine/api-types'
import type { CaseContext } from '../conformance-case.ts'
import { conformanceCase } from '../conformance-case.ts'
import { documentOf, readDocument } from '../uforge-documents.ts'

type Asking = Pick<CaseContext, 'uforge' | 'resources'>

const VERSIONS = ['1.0', '1.0', '2.0', '10.0'] as const

/** Appliances of one disk, called a to d behind what their names begin with. */
const makeAppliances = async ({ uforge, resources }: Asking) => {
  const { uri: distributionUri } = await resources.disk()
  const prefix = resources.name('list')
  const made: UForgeAppliance[] = []
  for (const [at, version] of VERSIONS.entries()) {
    const wanted = { name: `${prefix}-${'abcd'[at]}`, version, distributionUri }
    const answer = await uforge.post(`${uforge.userUri}/appliances`, documentOf('UForgeApplianceCreate', wanted))
    made.push(readDocument('UForgeAppliance', answer))
  }
  return { prefix, ids: made.map(({ dbId }) => dbId) }
}

const listUri = ({ uforge }: Pick<CaseContext, 'uforge'>, parameters: Record<string, string>): string => {
  const given = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${uforge.userUri}/appliances?${given.join('&')}`
}

const namesIn = async (context: Pick<CaseContext, 'uforge'>, parameters: Record<string, string>) => {
  const answer = await context.uforge.get(listUri(context, parameters))
  const { total, appliances } = readDocument('UForgeAppliances', answer)
  return { total, letters: appliances.appliance.map(({ name }) => name.at(-1)).join('') }
}

/** `NAME` stands for what the names begin with, `ID` for the id of the second one. */
const QUERIES = {
  equal: [`name=='NAME-b'`, 'b'],
  wildcard: [`name=='NAME-*'`, 'abcd'],
  'inner-wildcard': [`name=='*NAME*-c'`, 'c'],
  and: [`name=='NAME-*';version=='1.0'`, 'ab'],
  or: [`name=='NAME-a',name=='NAME-d'`, 'ad'],
  brackets: [`(name=='NAME-a',name=='NAME-c');version=='2.0'`, 'c'],
  'and-before-or': [`name=='NAME-a',name=='NAME-*';version=='10.0'`, 'ad'],
  unequal: [`name=='NAME-*';version!='1.0'`, 'cd'],
  number: [`name=='NAME-*';dbId=gt=ID`, 'cd'],
  'number-or-equal': [`name=='NAME-*';dbId=le=ID`, 'ab'],
  boolean: [`name=='NAME-*';imported==False`, 'abcd'],
  time: [`name=='NAME-*';created=ge=2000-01-01T00:00:00Z`, 'abcd'],
  nothing: [`name=='NAME-x'`, ''],
} as const

for (const [name, [query, right]] of Object.entries(QUERIES))
  conformanceCase(
    {
      id: `uforge.list.query.${name}`,
      title: `The query ${query} finds what it says`,
      operation: 'listAppliances',
      status: 200,
      needs: ['uforge'],
    },
    async (context) => {
      const { prefix, ids } = await makeAppliances(context)
      const found = await namesIn(context, { query: query.replaceAll('NAME', prefix).replace('ID', String(ids[1])) })
      context.verify.equal('the names', found.letters, right)
      context.verify.equal('total', found.total, right.length)
    },
  )

for (const [name, parameters, right] of [
  ['order', { orderBy: 'dbId' }, 'abcd'],
  ['descending', { descending: 'True' }, 'dcba'],
  ['by-name', { orderBy: 'name', descending: 'true' }, 'dcba'],
  ['ascending', { orderBy: 'name', descending: 'False' }, 'abcd'],
  ['count', { count: '2' }, 'ab'],
  ['offset', { offset: '1', count: '2' }, 'bc'],
  ['offset-alone', { offset: '3' }, 'd'],
  ['nothing', { count: '0' }, ''],
  ['beyond', { offset: '99' }, ''],
  ['page-from-the-end', { descending: 'TRUE', offset: '1', count: '1' }, 'c'],
] as const)
  conformanceCase(
    {
      id: `uforge.list.page.${name}`,
      title: `A list with ${JSON.stringify(parameters)} has ${right || 'nothing'} of abcd, and a total of all`,
      operation: 'listAppliances',
      status: 200,
      needs: ['uforge'],
    },
    async (context) => {
      const { prefix } = await makeAppliances(context)
      const found = await namesIn(context, { query: `name=='${prefix}*'`, ...parameters })
      context.verify.equal('the names', found.letters, right)
      context.verify.equal('total', found.total, VERSIONS.length)
    },
  )

const REFUSED = {
  'no-fiql': { query: 'name' },
  'no-value': { query: 'name==' },
  'open-bracket': { query: "(name=='a'" },
  'open-quote': { query: "name=='a" },
  'no-operator': { query: "name=like='a'" },
  'unknown-field': { query: "hobby=='a'" },
  'compound-field': { query: "installProfile=='a'" },
  'no-number': { query: 'dbId==many' },
  'no-time': { query: 'created=gt=yesterday' },
  'ordered-boolean': { query: 'imported=gt=false' },
  deep: { query: '('.repeat(5000) },
  'unknown-order': { orderBy: 'hobby' },
  'order-by-compound': { orderBy: 'installProfile' },
  'no-boolean': { descending: 'perhaps' },
  'no-count': { count: 'many' },
  'negative-count': { count: '-1' },
  'no-offset': { offset: '1.5' },
  'negative-offset': { offset: '-1' },
} as const satisfies Record<string, Record<string, string>>

for (const [name, parameters] of Object.entries(REFUSED))
  conformanceCase(
    {
      id: `uforge.list.refused.${name}`,
      title: `A list is refused that is asked for with ${JSON.stringify(parameters).slice(0, 60)}`,
      operation: 'listAppliances',
      status: 400,
      needs: ['uforge'],
    },
    async (context) => {
      context.verify.status(await context.uforge.get(listUri(context, parameters)), 400)
    },
  )

conformanceCase(
  {
    id: 'uforge.list.machine-images',
    title: 'The machine images of an appliance are listed by their facts, in pages too',
    operation: 'listMachineImages',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const appliance = await resources.appliance()
    const packed = await resources.machineImage(appliance)
    const plain = await resources.machineImage(appliance, { compress: false })
    const list = async (parameters: string) => {
      const answer = await uforge.get(`${appliance.uri}/images${parameters}`)
      verify.status(answer, 200)
      const { total, images } = readDocument('UForgeImages', answer)
      return { total, ids: images.image.map(({ dbId }) => dbId) }
    }
    const both = [packed.dbId, plain.dbId]
    verify.equal('all', await list(''), { total: 2, ids: both })
    verify.equal('the last first', await list('?descending=True'), { total: 2, ids: both.toReversed() })
    verify.equal('the second', await list('?offset=1&count=1'), { total: 2, ids: [plain.dbId] })
    verify.equal('the packed ones', await list('?query=compress%3D%3DTrue'), { total: 1, ids: [packed.dbId] })
  },
)

conformanceCase(
  {
    id: 'uforge.list.machine-images.refused',
    title: 'A list of machine images is refused by what is no query, and does not compare keys: nobody is to guess one',
    operation: 'listMachineImages',
    status: [400, 200],
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const { uri, parentUri = '' } = await resources.machineImage()
    for (const parameters of ['query=nonsense', 'orderBy=hobby', 'descending=1', 'count=x', 'offset=-1'])
      verify.status(await uforge.get(`${parentUri}/images?${parameters}`), 400)
    const key = readDocument('UForgeImage', await uforge.get(uri)).downloadKey ?? ''
    const guess = await uforge.get(`${parentUri}/images?query=downloadKey%3D%3D%27${key.slice(0, 4)}*%27`)
    verify.status(guess, [200, 400])
    if (guess.status === 200) verify.equal('what a guess finds', readDocument('UForgeImages', guess).total, 0)
  },
)

for (const [name, operation, path] of [
  ['images', 'listUserMachineImages', 'images'],
  ['statuses', 'listUserMachineImageStatuses', 'images/status'],
] as const)
  conformanceCase(
    {
      id: `uforge.list.user-${name}`,
      title: `The ${name} of a user are those of all appliances, or those that img names, repeated or by commas`,
      operation,
      status: 200,
      needs: ['uforge'],
    },
    async ({ uforge, resources, verify }) => {
      const [one, two] = [await resources.machineImage(), await resources.machineImage()]
      const idsOf = async (parameters: string): Promise<string[]> => {
        const answer = await uforge.get(`${uforge.userUri}/${path}${parameters}`)
        verify.status(answer, 200)
        return operation === 'listUserMachineImages'
          ? readDocument('UForgeImages', answer).images.image.map(({ uri }) => uri)
          : readDocument('UForgeStatuses', answer).statuses.status.map(({ parentUri = '' }) => parentUri)
      }
      const all = await idsOf('')
      for (const { uri } of [one, two]) verify.that(all.includes(uri), `${uri} is missing`, { actual: all.join() })
      const both = [one.uri, two.uri]
      verify.equal('one', await idsOf(`?img=${two.dbId}`), [two.uri])
      verify.equal('by commas', await idsOf(`?img=${two.dbId},${one.dbId}`), both)
      verify.equal('repeated', await idsOf(`?img=${one.dbId}&img=${two.dbId}`), both)
      verify.equal('none of them', await idsOf('?img=nonsense'), [])
    },
  )

conformanceCase(
  {
    id: 'uforge.list.user-images.key',
    title: 'The images of a user have the key that each has for itself: the published client asks for no other',
    operation: 'listUserMachineImages',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const image = await resources.machineImage()
    const answer = await uforge.get(`${uforge.userUri}/images?img=${image.dbId}`)
    verify.status(answer, 200)
    verify.equal('the images', readDocument('UForgeImages', answer).images.image, [image])
  },
)

conformanceCase(
  {
    id: 'uforge.list.published',
    title: 'What was handed to clouds is a list, be it empty: the published client reads through it',
    operation: 'listUserPublishedImages',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, verify }) => {
    const answer = await uforge.get(`${uforge.userUri}/pimages`)
    verify.status(answer, 200)
    verify.that(/<publishImages(\/>|>)/.test(answer.text), 'the list is not there', { actual: answer.text })
  },
)

conformanceCase(
  {
    id: 'uforge.list.packages',
    title: 'The packages of a machine image are a list, be it empty',
    operation: 'listMachineImagePackages',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const answer = await uforge.get(`${(await resources.machineImage()).uri}/pkgs`)
    verify.status(answer, 200)
    const { total, imagePkgs } = readDocument('UForgeImagePkgs', answer)
    verify.equal('total', total, imagePkgs.imagePkg.length)
  },
)
