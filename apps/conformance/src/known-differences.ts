/**
 * Wrong answers that servers in the field are known to give. A foreign server that gives one is reported with the id
 * and not failed; ids that begin with C, R or S are the numbers under which these faults are commonly collected.
 */
export const KNOWN_DIFFERENCES = {
  C1: 'A JSON array where an object belongs is 500; 400 is right.',
  C3: 'A patch whose path is not text is 500; 400 is right.',
  C4: 'Filters named like internal relations (properties, locations, members) are 500; they filter on a property.',
  C5: 'A _min or _max filter on something that is not a number is 500; 400 is right.',
  C9: 'The request header Content-Range: bytes */N is 500; 416 is right.',
  C10: 'A Content-Range with too large a total is 206 with a Content-Length beyond the data; 416 is right.',
  C11: 'Range: bytes=-0 is 206 with the whole image; 416 is right.',
  C12: 'A 416 does not say how large the image is; Content-Range: bytes */SIZE is right.',
  C14: 'A request id of more than 64 characters is 500, or taken; 400 or 431 is right.',
  C15: 'os_hash_algo and os_hash_value of a new image become properties that hide the real ones; 403 is right.',
  C16: 'A property without a name is accepted; 400 is right.',
  C17: 'A patch adds the property stores, which hides the real one; 403 is right.',
  C18: 'Properties called image_id, extra_properties or member are 404 or 500; they are ordinary names, or 400.',
  C19: 'A name filter with a colon is taken for an operator and is 400; the text is meant.',
  C20: 'Links of a list repeat only the last of several tag filters; all are right.',
  C21: 'next is there although nothing follows; only a page that has a successor should have one.',
  C23: 'Allow of the locations of an image names POST alone; GET, POST is right.',
  C24: 'A malformed body is refused (400) before the method is (405).',
  C25: 'The message of a JSON error has HTML line breaks in it; plain text is right.',
  C26: 'A member id that is no text, or too long, is accepted or 500; 400 is right.',
  C27: 'An operator on size matches nothing; 400 is right.',
  C28: 'Where deletion is delayed a deactivated image cannot be deleted (400); 204 is right.',
  C30: 'checksum and os_hash_value stay on an image whose upload failed; null is right.',
  C31: 'Allow of a task names DELETE, which is always refused; GET alone is right.',
  C33: 'Characters beyond the basic plane are refused (400), depending on the database; all of Unicode is right.',
  C38: 'A range of an image without data is 500; 204 is right.',
  C41: 'visibility with an empty value matches nothing; it is 400, or the same as leaving it out.',
  C35: 'Data from more than one place is refused, and a queued image stays; nothing may be kept.',
  R1: 'Refused data stays on the queued image and blocks the next upload; nothing may be kept.',
  R2: 'A patch during an upload is lost when the upload completes; only the data may change then.',
  R4: 'A location that could not be added keeps its image locked (409); the next attempt is taken at once.',
  R9: 'The loser of two simultaneous uploads is told 410, though nothing was deleted; 409 is right.',
  R16: 'A property that version 1 made null is an error for version 2; it is empty or null.',
  R22: 'A location whose data does not have the stated hash stays on the queued image; nothing may stay.',
  S6: 'Administrators may state another size or checksum of existing data; 403 is right.',
  S9: 'A location is added to an image whose data it does not have, if only it is said so, or nothing is said; 409 is right.',
  S11: 'A custom property is called as an attribute that only servers set, and hides it in version 2; 403 is right.',
  S13: 'A marker that the caller cannot see is 403, which tells that it exists; 400 is right.',
  S21: 'Everybody has data fetched from any address, those of the network of the server among them; 400 is right, or 403.',
  'bad-utf8': 'A path or query that is not UTF-8 is 500; 400 is right.',
  'no-request-id': 'Answers that need no token, or refuse it, carry no request id; every answer should.',
  'discovery-methods':
    'The version list and the health check answer every method; 405 is right for all but GET and HEAD.',
  'internal-task-types': 'Tasks of types that only servers make are taken (201), with any input; 400 is right.',
  'late-task-input':
    'An import that can never be done is taken (201), and fails later; 400, or 403 for what only servers set, is right.',
  'no-length': 'A download that fills a cache comes without Content-Length; the length is known.',
  'deep-json': 'JSON that is nested very deep is 500; 400 is right.',
  'id-case': 'Ids in upper and lower case are the same, depending on the database; they are different ids.',
  'deleted-marker': 'A deleted image is taken for a marker; 400 is right.',
  'extended-l2':
    'A qcow2 image with subclusters is refused, as if nobody knew of them; its size is in its header as ever.',
  'header-size': 'A header that claims 2^63 bytes or more is accepted, or 500; 415 is right.',
  'identity-lookup':
    'Who is no administrator may look up nobody else (403), so clients take names for ids; one by name or id is right.',
  'identity-no-subject': 'Asking about a token without naming one is 403, or 404 for administrators; 400 is right.',
  'identity-router-errors':
    'An unknown path, a method that is not allowed and a body that is too large are HTML, or JSON of another shape.',
  'identity-unknown-login':
    'A login by a token or application credential that does not exist is 404, and tells so; 401 is right.',
  'internal-store-ids':
    'OpenStack-image-store-ids names internal and read-only stores; those that take data are right.',
  'no-method-refusal': 'Another method at info/usage, or at the tasks of an image, is 404; 405 is right.',
  'older-than-image-size': 'The declared size in x-openstack-image-size is ignored, as in releases before 2025.1.',
  'older-than-iso-size': 'ISO images are not looked into, as in releases before 2024.2; their size is in their volume.',
  'older-than-prefer': 'The query prefer is ignored, as in older releases; on a server with one store 400 is right.',
  'path-slash': 'A patch of the path / makes a property without a name, and //x one called x; 400 is right.',
  'quota-before-conflict':
    'A project that is a member already is 413 when the image has all the members it may have; 409 is right.',
  'range-dash': 'Range: bytes=- is 500; 416 is right.',
  'range-elsewhere': 'A range of data that is elsewhere is 400, whatever the server there can do; 206 is right.',
  'status-after-rights': 'A status that does not exist is 403 from who may not set it; 400 is right.',
  'suffix-of-nothing': 'A suffix range of an empty image is 206 with the range 0--1; 416 is right.',
  'tag-case': 'A tag that is there in upper and in lower case cannot be removed, depending on the database (500).',
  'tag-not-utf8': 'A tag in a path is taken for Latin-1, so other characters are stored; it is UTF-8.',
  'tags-at-once': 'Of tags that are added at once some are 404 or 500, and some are lost; all should be there.',
  'usage-body': 'A body sent to info/usage is 500; it is ignored.',
  'usage-empty': 'Usage is empty where nothing is limited; there is usage without limits, too.',
  'version-without-stores': 'A version is listed although a server with one store has nothing of what it brought.',
  'vhd-fixed': 'A fixed vhd image, which has a footer and no header, is not recognised; its size is in the footer.',
  'vmdk-parent': 'A vmdk image that names a parent is accepted; tools open that file, so 415 is right.',
  'v1-allow': 'Allow of version 1 names methods that are refused all the same; those that are served are right.',
  'v1-any-method': 'Every method at shared-images lists them; 405 is right for all but GET.',
  'v1-booleans': 'Booleans in headers are lower case, as published; the servers of version 1 say True and False.',
  'v1-conflict-form': 'The conflict of an update has the form that Accept asks for; it is a short plain text.',
  'v1-delete': 'A deletion is 204, as published; the servers of version 1 say 200.',
  'v1-empty-page': 'An answer without a body is called a page; there is no page.',
  'v1-formats': 'The formats of an image are changed although it has data of the old ones; 403 is right.',
  'v1-leftovers': 'What is refused before data arrives leaves an image, queued or killed; nothing may be kept.',
  'v1-location-store': 'A store for data that stays at its location means nothing; 400 is right.',
  'v1-late-size':
    'A copy of another size than said is taken (201), and killed when it was made; 409 is right, as for a location.',
  'v1-losers':
    'What a request says of an image is stored although its data is refused; the image should stay as it was.',
  'v1-member-form': 'can_share is taken for true or false whatever it is; 400 is right for what is no boolean.',
  'v1-member-quota':
    'A member cannot be changed where the image has all it may have (413); nobody is added, so 204 is right.',
  'v1-members-seen':
    'Who sees an image sees all its members; as in version 2, a member should see itself, and others nobody (403).',
  'v1-private-members':
    'A private image of version 2 gets members that do not see it; it should be shared from then on.',
  'v1-sharers':
    'A member that may share an image removes members, too, replaces all, or changes what they may do; 404 is right: it adds.',
  'v1-twice': 'Of a header that is given twice one value counts, or both as one; 400 is right.',
  'v1-unread-checksum':
    'The checksum of data that did not come with the request is recorded unread, or ignored, whatever it is.',
  'task-schema-body': 'The schemas of tasks with a body are 500; 400 is right.',
} as const satisfies Record<string, string>

export type DifferenceId = keyof typeof KNOWN_DIFFERENCES

/** Deviations from the spec that are known wherever the answer is seen, or wherever it is one of the tag. */
const KNOWN_DEVIATIONS: readonly { status: number; key: string; id: DifferenceId; tag?: string }[] = [
  { status: 401, key: 'header x-openstack-request-id', id: 'no-request-id' },
  { status: 200, key: 'header content-length', id: 'no-length' },
  { status: 405, key: 'content-type', id: 'identity-router-errors', tag: 'Identity' },
  { status: 413, key: 'body /', id: 'identity-router-errors', tag: 'Identity' },
  { status: 405, key: 'body /', id: 'identity-router-errors', tag: 'Identity' },
  { status: 405, key: 'body /code', id: 'identity-router-errors', tag: 'Identity' },
  { status: 413, key: 'body /code', id: 'identity-router-errors', tag: 'Identity' },
  { status: 200, key: 'header x-image-meta-is_public', id: 'v1-booleans' },
  { status: 200, key: 'header x-image-meta-protected', id: 'v1-booleans' },
  { status: 200, key: 'header x-image-meta-deleted', id: 'v1-booleans' },
  { status: 200, key: 'content-type', id: 'v1-empty-page', tag: 'Images v1' },
  { status: 409, key: 'content-type', id: 'v1-conflict-form', tag: 'Images v1' },
]

export const knownDeviation = (tag: string, status: number, key: string): DifferenceId | undefined =>
  KNOWN_DEVIATIONS.find(
    (known) => known.status === status && known.key === key && (known.tag === undefined || known.tag === tag),
  )?.id
