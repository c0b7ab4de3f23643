const EXTENT = /"length": (\d+),.*"data": true,.*"offset": (\d+)/

/** Reads what `qemu-img map --output=json` prints, a line for each extent, in pieces as they come. */
export function createExtentReader() {
  let rest = ''
  let end = 0

  return {
    read(output: string): void {
      const lines = (rest + output).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const [, length = 0, offset = 0] = EXTENT.exec(line) ?? []
        end = Math.max(end, Number(offset) + Number(length))
      }
    },

    /** Where in the file the last of the data ends. Not counted is what has no one place there, as what is compressed. */
    dataEnd: () => end,
  }
}
