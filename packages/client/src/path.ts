import { TransferError } from './errors.ts'

/**
 * Puts names into the path of an operation. URLs take two names for directions, escaped or not: to delete the tag `..`
 * would be to delete the image.
 */
export function fillPath(template: string, names: Readonly<Record<string, unknown>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => {
    const name = String(names[parameter])
    if (name === '.' || name === '..') throw new TransferError(`Not asked: no URL can name '${name}'`)
    return encodeURIComponent(name)
  })
}
