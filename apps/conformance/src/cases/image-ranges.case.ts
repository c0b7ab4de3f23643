import { conformanceCase } from '../conformance-case.ts'
import { digest, filePath, someBytes } from '../requests.ts'
import { quirk } from '../verify.ts'

const SIZE = 1000

const PARTS: Readonly<Record<string, readonly [headers: Record<string, string>, first: number, last: number]>> = {
  'first-byte': [{ Range: 'bytes=0-0' }, 0, 0],
  middle: [{ Range: 'bytes=100-199' }, 100, 199],
  'last-byte': [{ Range: 'bytes=999-999' }, 999, 999],
  all: [{ Range: 'bytes=0-999' }, 0, 999],
  'to-the-end': [{ Range: 'bytes=900-' }, 900, 999],
  'from-zero': [{ Range: 'bytes=0-' }, 0, 999],
  'beyond-the-end': [{ Range: 'bytes=900-5000' }, 900, 999],
  'end-just-beyond': [{ Range: 'bytes=999-1000' }, 999, 999],
  suffix: [{ Range: 'bytes=-10' }, 990, 999],
  'suffix-all': [{ Range: 'bytes=-1000' }, 0, 999],
  'suffix-too-long': [{ Range: 'bytes=-5000' }, 0, 999],
  'content-range': [{ 'Content-Range': 'bytes 100-199/1000' }, 100, 199],
  'content-range-unknown-total': [{ 'Content-Range': 'bytes 100-199/*' }, 100, 199],
  'content-range-other-total': [{ 'Content-Range': 'bytes 100-199/4000' }, 100, 199],
  'range-wins': [{ Range: 'bytes=0-9', 'Content-Range': 'bytes 100-199/*' }, 0, 9],
}

for (const [name, [headers, first, last]] of Object.entries(PARTS))
  conformanceCase(
    {
      id: `image-data.range.${name}`,
      title: `${Object.entries(headers)
        .map(([key, value]) => `${key}: ${value}`)
        .join(', ')} is the bytes ${first} to ${last}`,
      operation: 'downloadImageData',
      status: 206,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const bytes = someBytes(SIZE)
      const { id } = await resources.activeImage(bytes)
      const answer = await target.get(filePath(id), { headers })
      verify.status(answer, 206)
      verify.header(answer, 'Content-Range', `bytes ${first}-${last}/${SIZE}`)
      verify.header(answer, 'Content-Length', String(last - first + 1))
      verify.header(answer, 'Content-MD5', digest('md5', bytes))
      verify.header(answer, 'Content-Type', 'application/octet-stream')
      verify.bytes('the part', answer.body, bytes.subarray(first, last + 1))
    },
  )

const REFUSED: Readonly<Record<string, readonly [headers: Record<string, string>, quirk?: ReturnType<typeof quirk>]>> =
  {
    'from-the-size': [{ Range: 'bytes=1000-' }],
    'beyond-the-size': [{ Range: 'bytes=5000-6000' }],
    backwards: [{ Range: 'bytes=200-100' }],
    'other-unit': [{ Range: 'items=0-9' }],
    'not-numbers': [{ Range: 'bytes=a-b' }],
    empty: [{ Range: 'bytes=' }],
    'only-dash': [{ Range: 'bytes=-' }, quirk('range-dash', 500)],
    'no-equals': [{ Range: 'bytes 0-9' }],
    'suffix-zero': [{ Range: 'bytes=-0' }, quirk('C11', 206)],
    'content-range-unknown-end-beyond': [{ 'Content-Range': 'bytes 900-5000/*' }],
    'content-range-start-beyond': [{ 'Content-Range': 'bytes 5000-6000/1000' }],
    'content-range-malformed': [{ 'Content-Range': 'bytes nonsense' }],
    'content-range-star': [{ 'Content-Range': 'bytes */1000' }, quirk('C9', 500)],
  }

for (const [name, [headers, known]] of Object.entries(REFUSED))
  conformanceCase(
    {
      id: `image-data.range.refused.${name}`,
      title: `${Object.entries(headers)
        .map(([key, value]) => `${key}: ${value}`)
        .join(', ')} of ${SIZE} bytes is refused, and the answer says how many there are`,
      operation: 'downloadImageData',
      status: 416,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.activeImage(someBytes(SIZE))
      const answer = await target.get(filePath(id), { headers })
      if (!verify.status(answer, 416, ...(known ? [known] : []))) return
      verify.header(answer, 'Content-Range', `bytes */${SIZE}`, 'C12')
    },
  )

conformanceCase(
  {
    id: 'image-data.range.refused.total-too-large',
    title: 'A Content-Range beyond the data is refused, whatever total it claims',
    operation: 'downloadImageData',
    status: 416,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(SIZE))
    const headers = { 'Content-Range': 'bytes 900-1999/2000' }
    // A wrong Content-Length lets a client wait for bytes that never come, which ends in a broken connection.
    const answer = await target.get(filePath(id), { headers, timeout: 5000 }).catch(() => undefined)
    if (answer) verify.status(answer, 416, quirk('C10', 206))
    else verify.that(false, 'the answer is shorter than it says', { actual: 'a broken connection', known: 'C10' })
  },
)

conformanceCase(
  {
    id: 'image-data.range.refused.of-nothing',
    title: 'No range of an empty image can be had',
    operation: 'downloadImageData',
    status: 416,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(Buffer.alloc(0))
    for (const range of ['bytes=0-', 'bytes=0-0', 'bytes=-1']) {
      const answer = await target.get(filePath(id), { headers: { Range: range } })
      if (verify.status(answer, 416, quirk('suffix-of-nothing', 206)))
        verify.header(answer, 'Content-Range', 'bytes */0', 'C12')
    }
  },
)

conformanceCase(
  {
    id: 'image-data.range.several',
    title: 'Several ranges at once are refused',
    operation: 'downloadImageData',
    status: 400,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(SIZE))
    for (const range of ['bytes=0-1,3-4', 'bytes=0-1, -5'])
      verify.status(await target.get(filePath(id), { headers: { Range: range } }), 400)
  },
)
