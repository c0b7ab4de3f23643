import document from './generated/openapi.json' with { type: 'json' }
import type { components } from './generated/openapi.ts'

type Schemas = components['schemas']

export type CommonProperties = Schemas['CommonProperties']
export type ContainerFormat = Schemas['ContainerFormat']
export type DiskFormat = Schemas['DiskFormat']
export type Domain = Schemas['Domain']
/** The JSON body of a refusal. */
export type ErrorBody = Schemas['Error']
export type IdentityVersion = Schemas['IdentityVersion']
export type Image = Schemas['Image']
export type ImageCreate = Schemas['ImageCreate']
export type ImageList = Schemas['ImageList']
export type ImageLocation = Schemas['ImageLocation']
export type ImageLocationCreate = Schemas['ImageLocationCreate']
export type ImagePatch = Schemas['ImagePatch']
export type ImagePatchV20 = Schemas['ImagePatchV20']
export type ImageSchema = Schemas['ImageSchema']
export type ImagesSchema = Schemas['ImagesSchema']
export type ImageStatus = Schemas['ImageStatus']
export type ImageTask = Schemas['ImageTask']
export type ImageTaskList = Schemas['ImageTaskList']
export type ImageV1 = Schemas['ImageV1']
export type ImageV1Answer = Schemas['ImageV1Answer']
export type ImageV1List = Schemas['ImageV1List']
export type ImageV1Summary = Schemas['ImageV1Summary']
export type ImageV1SummaryList = Schemas['ImageV1SummaryList']
export type ImportInfo = Schemas['ImportInfo']
export type ImportTaskInput = Schemas['ImportTaskInput']
export type Member = Schemas['Member']
export type MemberCreate = Schemas['MemberCreate']
export type MemberList = Schemas['MemberList']
export type MemberSchema = Schemas['MemberSchema']
export type MembersSchema = Schemas['MembersSchema']
export type MemberStatus = Schemas['MemberStatus']
export type MemberUpdate = Schemas['MemberUpdate']
export type MemberV1 = Schemas['MemberV1']
export type MemberV1List = Schemas['MemberV1List']
export type MemberV1Replacement = Schemas['MemberV1Replacement']
export type MemberV1Update = Schemas['MemberV1Update']
export type Project = Schemas['Project']
export type SchemaLink = Schemas['SchemaLink']
export type ServiceCatalog = Schemas['ServiceCatalog']
export type SharedImage = Schemas['SharedImage']
export type SharedImageList = Schemas['SharedImageList']
export type Store = Schemas['Store']
export type StoreDetail = Schemas['StoreDetail']
export type StoreDetailList = Schemas['StoreDetailList']
export type StoreList = Schemas['StoreList']
export type Task = Schemas['Task']
export type TaskCreate = Schemas['TaskCreate']
export type TaskList = Schemas['TaskList']
export type TaskSchema = Schemas['TaskSchema']
export type TasksSchema = Schemas['TasksSchema']
export type TaskStatus = Schemas['TaskStatus']
export type TaskSummary = Schemas['TaskSummary']
export type Token = Schemas['Token']
export type TokenRequest = Schemas['TokenRequest']
export type Usage = Schemas['Usage']
export type User = Schemas['User']
export type Version = Schemas['Version']
export type VersionList = Schemas['VersionList']
export type Visibility = Schemas['Visibility']

export type { components, paths } from './generated/openapi.ts'
export { apiVersions, commonStatuses, operations } from './generated/operations.ts'
export type * from './operation.ts'

/** The outline of an OpenAPI document; a library's own type fits better where there is one. */
export interface OpenApiDocument {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, unknown>>
  components: Record<string, Record<string, unknown>>
}

/** The whole spec in one document, with internal `$ref`s only. */
export const openapiDocument: OpenApiDocument = document
