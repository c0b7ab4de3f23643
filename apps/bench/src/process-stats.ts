import { readFile, writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** Of every Linux that this bench can meet; the kernel shows processes their time in this unit. */
const TICKS_PER_SECOND = 100
const POLL_MS = 50

/** Whether the kernel tells about other processes in the way this file reads. */
export const canReadProcesses = process.platform === 'linux'

/** Processor time of all threads so far, in user and kernel mode. */
export async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The second field is the name in parentheses, which may hold spaces: count from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

/** Memory in use now, and the most there was since the start or `resetPeak`; bytes. */
export async function memory(pid: number): Promise<{ resident: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024
  return { resident: bytes('VmRSS'), peak: bytes('VmHWM') }
}

/** Makes the peak count from now. False where the kernel does not let us. */
export async function resetPeak(pid: number): Promise<boolean> {
  return writeFile(`/proc/${pid}/clear_refs`, '5').then(
    () => true,
    () => false,
  )
}

/** The most memory that was in use when anybody looked, until it is `done`; bytes. */
export async function highestResident(pid: number, done: AbortSignal): Promise<number> {
  let highest = 0
  while (!done.aborted) {
    highest = Math.max(highest, (await memory(pid)).resident)
    await delay(POLL_MS, undefined, { signal: done }).catch(() => undefined)
  }
  return highest
}
