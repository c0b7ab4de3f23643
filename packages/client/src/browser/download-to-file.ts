export async function downloadToFile(): Promise<never> {
  throw noFiles('download()')
}

export async function downloadLinkToFile(): Promise<never> {
  throw noFiles('downloadLink()')
}

const noFiles = (instead: string) =>
  new TypeError(`A page cannot write files: use ${instead} and what the browser offers for saving`)
