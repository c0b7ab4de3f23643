import {
  admins,
  creators,
  everyone,
  namespaceReaders,
  owningMembers,
  owningReaders,
  type Right,
  readers,
  seeingMembers,
  seeingReaders,
  services,
  servicesOrOwners,
  sharedMembers,
  sharingReaders,
} from './rights.ts'

interface Rule extends Right {
  /** What asks for it, for `docs/policy.md`. */
  readonly use: string
}

const metadefAdmins: Right = { check: 'rule:metadef_admin', who: 'administrators of metadata definitions' }
const byDefault: Right = { check: 'rule:default', who: 'everyone' }

/** Who may do what, by name and with its default: an operator may replace each. Names are the Image API's. */
export const RULES = {
  context_is_admin: { check: 'role:admin', who: 'administrators', use: 'rules that name it, `is_admin`, all users' },
  service_api: {
    check: 'role:service or rule:context_is_admin',
    who: 'services',
    use: 'rules that name it, what a token says',
  },
  default: { ...everyone, use: 'rules that name it' },

  add_image: { ...creators, use: 'a new image' },
  get_images: { ...readers, use: 'the list of images' },
  get_image: { ...seeingReaders, use: 'an image, in whatever is done with it' },
  modify_image: { ...owningMembers, use: 'changes, tags, staging, import' },
  delete_image: { ...owningMembers, use: 'deletion' },
  publicize_image: { ...admins, use: 'making an image public' },
  communitize_image: { ...owningMembers, use: 'making an image a community image' },
  deactivate: { ...owningMembers, use: 'deactivation' },
  reactivate: { ...owningMembers, use: 'reactivation' },

  upload_image: { ...owningMembers, use: 'upload of data' },
  download_image: { ...seeingMembers, use: 'download of data' },
  download_from_store: { ...seeingMembers, use: 'download with `prefer`' },
  copy_image: { ...admins, use: 'import from another store' },
  copy_from: { ...admins, use: 'copy from a URL (API v1)' },
  stores_info_detail: { ...services, use: 'details of the stores' },

  get_image_location: { ...owningReaders, use: '`locations`, `direct_url`' },
  set_image_location: { ...owningMembers, use: 'changes of `locations`, a location by the API v1' },
  delete_image_location: { ...admins, use: 'removal from a store, or of a location' },
  add_image_location: { ...servicesOrOwners, use: 'a new location' },
  fetch_image_location: { ...services, use: 'the list of locations' },

  add_member: { ...owningMembers, use: 'sharing with a project' },
  get_member: { ...sharingReaders, use: 'a member' },
  get_members: { ...sharingReaders, use: 'the list of members, what is shared with a project (API v1)' },
  modify_member: { ...sharedMembers, use: 'accepting or rejecting what is shared, sharing it in turn (API v1)' },
  delete_member: { ...owningMembers, use: 'the end of sharing' },

  tasks_api_access: { ...admins, use: 'everything below `/v2/tasks`' },
  get_task: { ...byDefault, use: 'a task' },
  get_tasks: { ...byDefault, use: 'the list of tasks' },
  add_task: { ...byDefault, use: 'a new task' },
  modify_task: { ...byDefault, use: 'deletion of a task' },

  cache_list: { ...admins, use: 'the list of cached images' },
  cache_image: { ...admins, use: 'caching an image' },
  cache_delete: { ...admins, use: 'removal from the cache' },
  cache_clean: { ...admins, use: 'removal of broken cached images' },
  cache_prune: { ...admins, use: 'shrinking the cache' },
  list_cached_nodes: { ...admins, use: 'the nodes that cache an image' },
  manage_image_cache: { ...admins, use: 'the cache, in older releases' },

  metadef_admin: { check: 'rule:context_is_admin', who: 'administrators', use: 'rules that name it' },
  metadef_default: { ...everyone, use: 'rules that name it' },
  get_metadef_namespaces: { ...readers, use: 'the list of namespaces' },
  get_metadef_namespace: { ...namespaceReaders, use: 'a namespace' },
  add_metadef_namespace: { ...metadefAdmins, use: 'a new namespace' },
  modify_metadef_namespace: { ...metadefAdmins, use: 'changes of a namespace' },
  delete_metadef_namespace: { ...metadefAdmins, use: 'deletion of a namespace' },
  get_metadef_objects: { ...namespaceReaders, use: 'the list of objects' },
  get_metadef_object: { ...namespaceReaders, use: 'an object' },
  add_metadef_object: { ...metadefAdmins, use: 'a new object' },
  modify_metadef_object: { ...metadefAdmins, use: 'changes of an object' },
  delete_metadef_object: { ...metadefAdmins, use: 'deletion of an object' },
  get_metadef_properties: { ...namespaceReaders, use: 'the list of properties' },
  get_metadef_property: { ...namespaceReaders, use: 'a property' },
  add_metadef_property: { ...metadefAdmins, use: 'a new property' },
  modify_metadef_property: { ...metadefAdmins, use: 'changes of a property' },
  remove_metadef_property: { ...metadefAdmins, use: 'deletion of a property' },
  get_metadef_tags: { ...namespaceReaders, use: 'the list of tags' },
  get_metadef_tag: { ...namespaceReaders, use: 'a tag' },
  add_metadef_tags: { ...metadefAdmins, use: 'new tags' },
  add_metadef_tag: { ...metadefAdmins, use: 'a new tag' },
  modify_metadef_tag: { ...metadefAdmins, use: 'changes of a tag' },
  delete_metadef_tags: { ...metadefAdmins, use: 'deletion of all tags' },
  delete_metadef_tag: { ...metadefAdmins, use: 'deletion of a tag' },
  list_metadef_resource_types: { ...namespaceReaders, use: 'the list of resource types' },
  get_metadef_resource_type: { ...namespaceReaders, use: 'the resource types of a namespace' },
  add_metadef_resource_type_association: { ...metadefAdmins, use: 'a new resource type of a namespace' },
  remove_metadef_resource_type_association: { ...metadefAdmins, use: 'removal of a resource type from a namespace' },
} as const satisfies Record<string, Rule>

export type RuleName = keyof typeof RULES
