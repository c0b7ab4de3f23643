import type { MachineImage } from './machine-image.ts'
import type { TargetFormat } from './target-format.ts'

/** What ends the name of the file that is downloaded. */
export function fileExtension({ compress }: Pick<MachineImage, 'compress'>, { diskFormat }: TargetFormat): string {
  return compress ? 'tar.gz' : diskFormat
}

/** As UForge calls them: `debian_12rev3_qcow2.tar.gz`. The disk is what an archive holds, and otherwise the file. */
export function fileNames(
  image: Pick<MachineImage, 'name' | 'version' | 'revision' | 'compress'>,
  format: TargetFormat,
): { readonly file: string; readonly disk: string } {
  const { name, version, revision } = image
  const stem = plainName(`${name}_${version}rev${revision}_${format.primitive}`)
  return { file: `${stem}.${fileExtension(image, format)}`, disk: `${stem}.${format.diskFormat}` }
}

/** In characters that no path, header or shell takes for something else. */
export function plainName(text: string): string {
  return text.replace(/[^A-Za-z\d._-]/g, '_')
}
