import { setTimeout as delay } from 'node:timers/promises'
import type { CaseContext } from './conformance-case.ts'
import { ServerFailure } from './status.ts'
import { type DocumentName, JSON_TYPE, readDocument, XML } from './uforge-documents.ts'

type Asking = Pick<CaseContext, 'uforge' | 'verify'>

/** A document says the same as XML and as JSON, under one ETag, and HEAD tells that too. */
export const verifyRepresentations = async ({ uforge, verify }: Asking, name: DocumentName, uri: string) => {
  const xml = await uforge.get(uri, { accept: XML })
  const json = await uforge.get(uri, { accept: JSON_TYPE })
  for (const [answer, type] of [
    [xml, XML],
    [json, JSON_TYPE],
  ] as const) {
    verify.status(answer, 200)
    verify.header(answer, 'Content-Type', type)
    verify.header(answer, 'ETag', /^"[^"]+"$/)
  }
  const said = readDocument(name, xml) as { readonly digest?: string }
  verify.equal('what JSON says', readDocument(name, json), said)
  verify.equal('the ETag of JSON', json.header('etag'), xml.header('etag'))
  if (said.digest !== undefined) verify.header(xml, 'ETag', `"${said.digest}"`)
  const head = await uforge.head(uri)
  verify.status(head, 200)
  verify.equal('the ETag of HEAD', head.header('etag'), xml.header('etag'))
  verify.equal('the length of the body of HEAD', head.body.length, 0)
}

/** Who has the document is told so, and nothing else, in whatever representation it was. */
export const verifyUnchanged = async ({ uforge, verify }: Asking, uri: string) => {
  const etag = (await uforge.get(uri)).header('etag') ?? ''
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*'])
    for (const accept of [XML, JSON_TYPE]) {
      const answer = await uforge.get(uri, { accept, headers: { 'If-None-Match': known } })
      verify.status(answer, 304)
      verify.header(answer, 'ETag', etag)
      verify.equal('the length of the body', answer.body.length, 0)
    }
  verify.status(await uforge.head(uri, { headers: { 'If-None-Match': etag } }), 304)
  for (const other of ['"other"', etag.replaceAll('"', '')])
    verify.status(await uforge.get(uri, { headers: { 'If-None-Match': other } }), 200)
}

const PATIENCE = 5000

/** When the document last changed. One that changed within the last second has no date: it could change again in it. */
const lastModified = async ({ uforge }: Asking, uri: string): Promise<string> => {
  const deadline = Date.now() + PATIENCE
  for (;;) {
    const date = (await uforge.get(uri)).header('last-modified')
    if (date !== undefined) return date
    if (Date.now() > deadline) throw new ServerFailure('the document never has a date', 'Last-Modified', 'nothing')
    await delay(100)
  }
}

/** Dates do as well, as far as ETags leave it to them. */
export const verifyUnchangedSince = async (asking: Asking, uri: string) => {
  const { uforge, verify } = asking
  const date = await lastModified(asking, uri)
  const earlier = new Date(Date.parse(date) - 1000).toUTCString()
  const ask = (headers: Record<string, string>) => uforge.get(uri, { headers })
  verify.status(await ask({ 'If-Modified-Since': date }), 304)
  verify.status(await ask({ 'If-Modified-Since': earlier }), 200)
  verify.status(await ask({ 'If-Modified-Since': 'some day' }), 200)
  verify.status(await ask({ 'If-Modified-Since': date, 'If-None-Match': '"other"' }), 200)
  verify.status(await ask({ 'If-Modified-Since': earlier, 'If-None-Match': '*' }), 304)
}
