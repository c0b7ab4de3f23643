import type { Measure } from '../bench.ts'
import { authentication } from './authentication.ts'
import { download } from './download.ts'
import { generation } from './generation.ts'
import { list } from './list.ts'
import { memory } from './memory.ts'
import { pages } from './pages.ts'
import { show } from './show.ts'
import { upload } from './upload.ts'

/** In the order they run. */
export const measures: readonly Measure[] = [upload, download, show, authentication, list, memory, generation, pages]
