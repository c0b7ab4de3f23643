import type { RequestHandler } from 'express'
import { HttpError } from './http-error.ts'

/** What requests say of an image in headers. */
const OF_AN_IMAGE = /^x-(image-meta|glance)-/

/** Node makes one value of those of a header that is repeated, which would be read as a name, or as not true. */
export const refuseRepeatedHeaders: RequestHandler = ({ headersDistinct }, _response, next) => {
  for (const [name, values = []] of Object.entries(headersDistinct)) {
    if (values.length > 1 && OF_AN_IMAGE.test(name)) throw new HttpError(400, `Header '${name}' is given twice`)
  }
  next()
}
