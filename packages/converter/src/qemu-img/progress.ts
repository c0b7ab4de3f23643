const PERCENT = /\((\d+)\.\d+\/100%\)/

/** Longer than any line of progress. */
const LINE_BYTES = 64

/** Reads what `qemu-img -p` prints, in pieces as they come: `    (12.34/100%)`, each followed by a carriage return. */
export function createProgressReader(onProgress: (percent: number) => void): (output: string) => void {
  let rest = ''
  let last = -1

  return (output) => {
    const lines = (rest + output).split('\r')
    rest = lines.pop()?.slice(-LINE_BYTES) ?? ''
    for (const line of lines) {
      const percent = Number(PERCENT.exec(line)?.[1] ?? last)
      if (percent <= last) continue
      last = percent
      onProgress(percent)
    }
  }
}
