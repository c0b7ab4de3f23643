import type { GenerationStatus, ImageStatus, MemberStatus, TaskStatus, TaskType, Visibility } from '@vitrine/core'

export interface CatalogTables {
  images: ImagesTable
  image_properties: ImagePropertiesTable
  image_tags: ImageTagsTable
  image_members: ImageMembersTable
  blobs: BlobsTable
  project_totals: ProjectTotalsTable
  tasks: TasksTable
  last_ids: LastIdsTable
  appliances: AppliancesTable
  machine_images: MachineImagesTable
  download_links: DownloadLinksTable
  api_keys: ApiKeysTable
  projects: ProjectsTable
  users: UsersTable
  roles: RolesTable
  role_assignments: RoleAssignmentsTable
  application_credentials: ApplicationCredentialsTable
  revoked_tokens: RevokedTokensTable
}

/** Times are milliseconds since 1970, truths 0 or 1: what every engine stores and indexes alike. */
export interface ImagesTable {
  id: string
  status: ImageStatus
  name: string | null
  visibility: Visibility
  owner: string | null
  protected: number
  hidden: number
  disk_format: string | null
  container_format: string | null
  min_disk: number
  min_ram: number
  created_at: number
  updated_at: number
  /** Set once. Of an image that is forgotten nothing is left but this and the id: `created_at` is 0. */
  deleted_at: number | null
  revision: number
  /** Of the running upload, or the last one. */
  blob_key: string | null
  size: number | null
  checksum: string | null
  hash_algorithm: string | null
  hash_value: string | null
  virtual_size: number | null
  /** JSON: where the data is; null while there is none. */
  locations: string | null
  /** How many of those are in stores of ours. */
  copies: number
  /** JSON, for those who read the image. Conditions look into the tables below, which say the same. */
  tags: string
  properties: string
}

/** What tags and properties repeat of their image, so that lists are read from their indexes alone. */
export interface ListedImage {
  hidden: number
  visibility: Visibility
  owner: string | null
  image_created_at: number
}

export interface ImagePropertiesTable extends ListedImage {
  image_id: string
  name: string
  /** Empty where the image has null: lists do not tell them apart. */
  value: string
}

export interface ImageTagsTable extends ListedImage {
  image_id: string
  tag: string
}

export interface ImageMembersTable {
  image_id: string
  member_id: string
  status: MemberStatus
  can_share: number
  created_at: number
  updated_at: number
  /** `created_at` of the image, which never changes: lists are read in its order. */
  image_created_at: number
}

/** Every store key from the start of its upload until its bytes are known to be gone. */
export interface BlobsTable {
  key: string
  /** Id of the store. */
  store: string
  image_id: string
  /** Bytes that are kept free for it while it is being written. */
  reserved: number
  /** `writing` by an upload, `stored` as the data of a live image, `doomed`: nobody may read it any more. */
  state: 'writing' | 'stored' | 'doomed'
}

export interface TasksTable {
  id: string
  type: TaskType
  status: TaskStatus
  owner: string | null
  user_id: string | null
  request_id: string | null
  image_id: string | null
  created_at: number
  updated_at: number
  /** Null until the task is finished. */
  expires_at: number | null
  /** The process that does it, and until when nobody else may. */
  holder: string | null
  claimed_until: number | null
  interruptions: number
  message: string
  /** JSON, like what follows. */
  caller: string
  input: string
  result: string | null
}

/** Ids that are numbers: the last one of each table that has them, so that none is given twice. */
export interface LastIdsTable {
  counted: 'appliances' | 'machine_images' | 'api_keys'
  last_id: number
}

/** The name is what paths find a user by. */
interface OfUser {
  user_id: string
  user_name: string
}

export interface AppliancesTable extends OfUser {
  id: number
  uuid: string
  project_id: string | null
  name: string
  version: string
  description: string | null
  source_image_id: string
  distribution_name: string | null
  arch_name: string | null
  os_profile: string | null
  created_at: number
  updated_at: number
  /** `revision` of the last machine image. */
  last_revision: number
}

export interface MachineImagesTable extends OfUser {
  id: number
  appliance_id: number
  name: string
  version: string
  revision: number
  target_format: string
  compress: number
  memory_size: number | null
  disk_size: number | null
  status: GenerationStatus
  percentage: number
  message: string
  image_id: string | null
  /** JSON */
  file: string | null
  created_at: number
  updated_at: number
}

export interface DownloadLinksTable {
  id: string
  key: string
  image_id: string
  /** JSON */
  caller: string
  offered: number
  created_at: number
  expires_at: number
  claimed_at: number | null
  /** The last delivery; null when there is to be no other, like what follows. */
  holder: string | null
  busy_until: number | null
  lease_until: number | null
  delivered: number
}

export interface ApiKeysTable extends OfUser {
  id: number
  name: string
  description: string | null
  public_key: string
  secret_key: string
  created_at: number
  updated_at: number
}

/** What the images of a project add up to, without killed ones. An image without owner counts for nobody. */
export interface ProjectTotalsTable {
  owner: string
  images: number
  /** Of data in stores of ours, each copy counted. */
  bytes: number
}

export interface ProjectsTable {
  id: string
  name: string
  description: string
  enabled: number
}

export interface UsersTable {
  id: string
  name: string
  enabled: number
  password_hash: string | null
  default_project_id: string | null
  tokens_valid_from: number
}

export interface RolesTable {
  id: string
  name: string
}

interface RoleAssignmentsTable {
  user_id: string
  project_id: string
  role_id: string
}

export interface ApplicationCredentialsTable {
  id: string
  name: string
  description: string
  user_id: string
  project_id: string
  secret_hash: string
  /** JSON: names of roles. */
  roles: string
  expires_at: number | null
}

interface RevokedTokensTable {
  token_id: string
  /** When the token ends by itself, and need not be known any more. */
  expires_at: number
}
