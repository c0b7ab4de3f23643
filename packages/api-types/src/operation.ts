import type { operations } from './generated/openapi.ts'

export type OperationId = keyof operations

type Empty = Record<never, never>

/** A `*` at the end of a name stands for any text. */
type Named<K> = K extends `${infer Start}*` ? `${Start}${string}` : K

/** The headers a response lists, without the index signature beside them. Optional ones may be undefined. */
type Listed<T> = {
  [K in keyof T as string extends K ? never : Named<K>]: T[K] | (Empty extends Pick<T, K> ? undefined : never)
}

/** Written out, so that editors and errors show the properties. */
type Flat<T> = T extends AsyncIterable<unknown> ? T : { [K in keyof T]: T[K] }

type Parameters<Id extends OperationId, In extends 'path' | 'query' | 'header'> = [
  NonNullable<operations[Id]['parameters'][In]>,
] extends [never]
  ? Empty
  : NonNullable<operations[Id]['parameters'][In]>

export type PathParams<Id extends OperationId> = Parameters<Id, 'path'>

export type QueryParams<Id extends OperationId> = {
  [K in keyof Parameters<Id, 'query'> as Named<K>]: Parameters<Id, 'query'>[K]
}

/** Request headers by their lower-case names, as Node has them. */
export type HeaderParams<Id extends OperationId> = {
  [K in keyof Parameters<Id, 'header'> as Named<Lowercase<K & string>>]: Parameters<Id, 'header'>[K]
}

type ContentOf<Body> = Body extends { content: infer Content } ? Content : never

/** The media types of a body that is read, or sent, as it is. */
type ByteType = 'application/octet-stream' | 'application/gzip'

/**
 * A document as handlers have it. One that can be XML is the object itself: the name around it in JSON is a matter of the
 * representation.
 */
type DocumentOf<Content> = Content extends { 'application/xml': infer Document } ? Document : Content[keyof Content]

type RequestContent<Id extends OperationId> = ContentOf<operations[Id]['requestBody']>

/** Ids of the operations that take JSON: patches among them, and documents that can be XML too. */
export type JsonOperationId = {
  [Id in OperationId]: [RequestContent<Id>] extends [never]
    ? never
    : ByteType & keyof RequestContent<Id> extends never
      ? Id
      : never
}[OperationId]

export type MediaType<Id extends OperationId> = keyof RequestContent<Id> & string

export type JsonBody<Id extends JsonOperationId> = DocumentOf<RequestContent<Id>>

/** True of operations that serve requests without a body, those among them that take none. */
type IsBodyOptional<Id extends OperationId> = undefined extends operations[Id]['requestBody'] ? true : false

export type RequestBody<Id extends OperationId> =
  | (IsBodyOptional<Id> extends true ? undefined : never)
  | ([RequestContent<Id>] extends [never]
      ? never
      : Id extends JsonOperationId
        ? JsonBody<Id>
        : AsyncIterable<Uint8Array>)

export type Status<Id extends OperationId> = keyof operations[Id]['responses'] & number

/** Refusals are thrown, so handlers return the others. */
export type SuccessStatus<Id extends OperationId> = {
  [S in Status<Id>]: `${S}` extends `2${string}` | `3${string}` ? S : never
}[Status<Id>]

type Response<Id extends OperationId, S extends Status<Id>> = operations[Id]['responses'][S]

export type ReplyHeaders<Id extends OperationId, S extends Status<Id>> =
  Response<Id, S> extends { headers: infer Headers } ? Listed<Headers> : Empty

type WithHeaders<Headers> = Partial<Headers> extends Headers ? { headers?: Headers } : { headers: Headers }

type WithBody<R> = R extends { content: infer Content }
  ? { body: ByteType & keyof Content extends never ? DocumentOf<Content> : AsyncIterable<Uint8Array> }
  : Empty

/**
 * What a handler may answer: one of the statuses below 400 that the spec gives the operation, with its headers and body.
 * A literal built elsewhere is checked for names the spec lacks only when it is annotated: `Reply<'listImages'>`.
 */
export type Reply<Id extends OperationId> = {
  [S in SuccessStatus<Id>]: Flat<{ status: S } & WithHeaders<ReplyHeaders<Id, S>> & WithBody<Response<Id, S>>>
}[SuccessStatus<Id>]

/** What a handler is given, besides what the server adds as `Context`. */
export type OperationRequest<Id extends OperationId, Context = unknown> = {
  path: PathParams<Id>
  query: QueryParams<Id>
  /** `content-type` has no parameters and is one of the types of the body that the operation needs. */
  headers: HeaderParams<Id> & (IsBodyOptional<Id> extends true ? Empty : { 'content-type': MediaType<Id> })
  body: RequestBody<Id>
} & Context

export type Handler<Id extends OperationId, Context = unknown> = (
  request: OperationRequest<Id, Context>,
) => Promise<Reply<Id>>

/** One handler for each operation of the spec: a new operation does not compile until it has an entry. */
export type Handlers<Context = unknown> = { [Id in OperationId]: Handler<Id, Context> }
