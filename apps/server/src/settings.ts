/** Every setting of the server: from a flag, an environment variable or the configuration file, in this order of strength. */
export interface Setting {
  /** Name in the configuration file. */
  readonly name: string
  readonly flag: string
  readonly environment: string
  /** What the value looks like, for `--help`. */
  readonly placeholder: string
  readonly defaultValue: string
  readonly meaning: string
}

const define = (name: string, placeholder: string, defaultValue: string, meaning: string): Setting => {
  const kebab = name.replaceAll('_', '-')
  return { name, flag: `--${kebab}`, environment: `VITRINE_${name.toUpperCase()}`, placeholder, defaultValue, meaning }
}

export const settings = [
  define('listen', 'HOST:PORT', '127.0.0.1:9292', 'address to serve on; port 0 takes a free one, which the log names'),
  define('data_dir', 'DIR', './data', 'directory of the database and the image files'),
  define('database_url', 'URL', 'sqlite:', 'sqlite: keeps catalog.db in the data directory, sqlite:PATH elsewhere'),
  define(
    'stores',
    'STORES',
    'file',
    'where image bytes are, the default first: [ID=]KIND[:PATH] separated by commas; file keeps them in the data ' +
      'directory, file:PATH elsewhere, http reads images that lie on the web; see docs/stores.md',
  ),
  define(
    'auth',
    'KIND',
    'local',
    'who may call: local has users of its own, keystone asks that service (login by OS_AUTH_URL, OS_USERNAME and so on), ' +
      'none lets everyone in as administrator',
  ),
  define('open_to_network', 'YES|NO', 'no', 'lets auth none listen on addresses that other machines reach'),
  define('token_life', 'SECONDS', '3600', 'how long a token of the built-in users is valid'),
  define('policy_file', 'FILE', '', 'who may do what, as rules in the OpenStack policy language; see docs/policy.md'),
  define('property_protection_file', 'FILE', '', 'whom custom properties are for; see docs/properties.md'),
  define('property_protection_rule_format', 'KIND', 'roles', 'what that file names: roles, or rules of the policies'),
  define('schema_properties_file', 'FILE', '', 'what values custom properties may have; see docs/properties.md'),
  define('disk_formats', 'NAMES', '', 'disk formats that an image can be given; the published ones unless named'),
  define('container_formats', 'NAMES', '', 'container formats that an image can be given; likewise'),
  define('require_image_format_match', 'YES|NO', 'yes', 'refuses data that is not of the declared disk format'),
  define('gpt_safety_checks_nonfatal', 'NAMES', '', 'checks of partition tables that only warn; see docs/formats.md'),
  define('enable_v1_api', 'YES|NO', 'yes', 'serves version 1 of the Image API beside version 2, over the same images'),
  define('enable_uforge_api', 'YES|NO', 'yes', 'serves the UForge API below /api; see docs/uforge.md'),
  define('uforge_version', 'VERSION', '3.8.13', 'version of UForge that clients are told; some take their own alone'),
  define('uforge_unencoded_basic', 'YES|NO', 'no', 'takes HTTP Basic without base64 too, as some clients send it'),
  define('api_key_quota', 'N', '2', 'API keys of one user of the UForge API'),
  define('qemu_img', 'PROGRAM', 'qemu-img', 'what converts disks, such as /usr/bin/qemu-img; see docs/conversion.md'),
  define('conversion_time_limit', 'SECONDS', '3600', 'how long the conversion of one disk may take'),
  define(
    'link_life',
    'SECONDS',
    '86400',
    'how long a download link is good of which nobody says otherwise; see docs/links.md',
  ),
  define('link_life_max', 'SECONDS', '604800', 'how long a download link may be good'),
  define('link_lease', 'SECONDS', '60', 'how long a download by a link that has broken can be gone on with'),
  define('link_strict', 'YES|NO', 'no', 'spends a download link with its first request, whatever becomes of that'),
  define('tls_certificate', 'FILE', '', 'certificate chain in PEM, to serve https; needs tls_key'),
  define('tls_key', 'FILE', '', 'private key of the certificate, in PEM'),
  define('cors_origins', 'ORIGINS', '', 'web origins whose pages may call, such as https://console.example'),
  define('trusted_proxies', 'ADDRESSES', '', 'proxies to believe about X-Forwarded-For and -Proto'),
  define(
    'fetch_allow',
    'HOST:PORT',
    '',
    'where images may be fetched from although it is a private address or an unusual port; see docs/remote-sources.md',
  ),
  define('public_url', 'URL', '', 'base of absolute links; without it, links use the address the client used'),
  define('workers', 'N', '1', 'processes that share the port'),
  define('hashing_algorithm', 'NAME', 'sha512', 'strong digest recorded beside md5, as the crypto library names it'),
  define('image_size_cap', 'BYTES', '1099511627776', 'largest image accepted'),
  define('image_property_quota', 'N', '128', 'custom properties of one image; negative: unlimited'),
  define('image_tag_quota', 'N', '128', 'tags of one image; negative: unlimited'),
  define('image_member_quota', 'N', '128', 'projects that one image is shared with; negative: unlimited'),
  define('image_location_quota', 'N', '10', 'places of the data of one image; negative: unlimited'),
  define(
    'show_multiple_locations',
    'YES|NO',
    'no',
    'shows all places of the data of an image to who may see them, and lets them be changed; see docs/locations.md',
  ),
  define('show_image_direct_url', 'YES|NO', 'no', 'shows the place that its data is read from first'),
  define('do_secure_hash', 'YES|NO', 'yes', 'reads data at new locations, instead of believing what is said of it'),
  define('user_storage_quota', 'BYTES', '0', 'data of one project, such as 500GB (binary units); 0: unlimited'),
  define('image_size_total', 'MIB', '-1', 'data of one project, in MiB; negative: unlimited'),
  define('image_count_total', 'N', '-1', 'images of one project; negative: unlimited'),
  define('image_count_uploading', 'N', '-1', 'uploads that one project has running; negative: unlimited'),
  define(
    'deleted_image_days',
    'DAYS',
    '30',
    'how long it is known what deleted images were, for changes-since of version 1; 0: a minute at most',
  ),
  define('transfer_idle_timeout', 'SECONDS', '60', 'ends an upload or download that stands still for this long'),
  define('shutdown_grace', 'SECONDS', '30', 'what running requests get to finish once the server is told to stop'),
  define('digest_threads', 'N', '2', 'threads that compute digests of uploads'),
  define('log_level', 'LEVEL', 'info', 'trace, debug, info, warn, error or silent'),
] as const satisfies readonly Setting[]

export type Values = Readonly<Record<string, string | undefined>>
