import type { Bench, Measure } from '../bench.ts'
import { CALLERS, type Caller } from '../catalogue/callers.ts'
import { type ListPage, PAGES, SLOW_PAGES } from '../catalogue/list-pages.ts'
import { type Catalogue, withCatalogue } from '../catalogue/with-catalogue.ts'
import { median } from '../medians.ts'
import { comparison, type Row } from '../report.ts'

const TARGET = { atMost: 5, unit: 'ms' }
/** In each round every caller asks so often, and the median counts. */
const REQUESTS = 7

interface Catalogues {
  readonly huge: Catalogue
  readonly small: Catalogue
}

/** What the server spends on pages of a huge catalogue, beside those of a small one. */
export const pages: Measure = {
  name: 'pages',
  run: (bench) =>
    withCatalogue(bench, bench.catalogues.small, (small) =>
      withCatalogue(bench, bench.catalogues.huge, async (huge) => {
        const rows: Row[] = []
        for (const page of PAGES) {
          rows.push({ ...(await timeSlowest(bench, { huge, small }, page, REQUESTS)), target: TARGET })
        }
        for (const page of SLOW_PAGES) rows.push(await timeSlowest(bench, { huge, small }, page, 1))
        return rows
      }),
    ),
}

/** The page as whoever waits longest for it gets it. */
async function timeSlowest(
  { runs, say }: Bench,
  { huge, small }: Catalogues,
  page: ListPage,
  requests: number,
): Promise<Row> {
  // One round more, because the first one warms up.
  for (let round = 0; round <= runs; round++) {
    for (const catalogue of [huge, small]) await askAll(catalogue, page, requests)
  }
  const [ours, few] = [await medians(huge, runs, requests), await medians(small, runs, requests)]
  const rows = CALLERS.map((caller) => {
    const measure = `${page.query}${page.after === undefined ? '' : ', deep'} (${caller})`
    return comparison({ measure }, ours[caller], { name: `at ${small.images}`, samples: few[caller] }, 'ms')
  })
  const slowest = rows.reduce((one, other) => (waitOf(other) > waitOf(one) ? other : one))
  say(`${slowest.measure}: ${waitOf(slowest).toPrecision(3)} ms`)
  return slowest
}

async function askAll({ list, markers }: Catalogue, { query, after }: ListPage, requests: number): Promise<void> {
  const place = after === undefined ? query : `${query}&marker=${markers[after]}`
  for (const caller of CALLERS) for (let request = 0; request < requests; request++) await list(caller, place)
}

/** Of each caller's requests in each round but the first. */
async function medians({ durations }: Catalogue, runs: number, requests: number): Promise<Record<Caller, number[]>> {
  const all = await durations((runs + 1) * CALLERS.length * requests)
  const samples: Record<Caller, number[]> = { few: [], most: [], admins: [] }
  for (let round = 1; round <= runs; round++) {
    for (const [index, caller] of CALLERS.entries()) {
      const start = (round * CALLERS.length + index) * requests
      samples[caller].push(median(all.slice(start, start + requests)))
    }
  }
  return samples
}

function waitOf({ ours }: Row): number {
  return ours?.value ?? 0
}
