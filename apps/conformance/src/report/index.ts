import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunResult } from '../result.ts'
import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import { renderJunit } from './junit.ts'

/** Writes the reports that outlive the terminal. */
export const writeReports = async (result: RunResult, directory: string): Promise<void> => {
  await mkdir(directory, { recursive: true })
  await Promise.all([
    writeFile(join(directory, 'report.json'), renderJson(result)),
    writeFile(join(directory, 'junit.xml'), renderJunit(result)),
    writeFile(join(directory, 'report.html'), renderHtml(result)),
  ])
}
