export async function downloadToFile(): Promise<never> {
  throw new TypeError('A page cannot write files: use download() and what the browser offers for saving')
}
