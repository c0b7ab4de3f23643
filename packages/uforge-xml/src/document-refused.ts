/** Why a document is not taken, as a closed set: whoever answers has a word for each. */
export type RefusalReason = 'malformed' | 'doctype' | 'tooLarge' | 'tooDeep' | 'wrongRoot' | 'wrongValue'

/** A document that is not what was asked for. The message names the element, and holds none of its values. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused'
  readonly reason: RefusalReason
  /** Where in the XML, counted from 1. */
  readonly line: number | undefined

  constructor(reason: RefusalReason, message: string, line?: number, options?: ErrorOptions) {
    super(line === undefined ? message : `line ${line}: ${message}`, options)
    this.reason = reason
    this.line = line
  }
}
