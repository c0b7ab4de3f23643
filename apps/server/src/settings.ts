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
    'where image bytes go: file keeps them in the data directory, file:PATH elsewhere',
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
  define('tls_certificate', 'FILE', '', 'certificate chain in PEM, to serve https; needs tls_key'),
  define('tls_key', 'FILE', '', 'private key of the certificate, in PEM'),
  define('cors_origins', 'ORIGINS', '', 'web origins whose pages may call, such as https://console.example'),
  define('trusted_proxies', 'ADDRESSES', '', 'proxies to believe about X-Forwarded-For and -Proto'),
  define('public_url', 'URL', '', 'base of absolute links; without it, links use the address the client used'),
  define('workers', 'N', '1', 'processes that share the port'),
  define('hashing_algorithm', 'NAME', 'sha512', 'strong digest recorded beside md5, as the crypto library names it'),
  define('image_size_cap', 'BYTES', '1099511627776', 'largest image accepted'),
  define('image_property_quota', 'N', '128', 'custom properties of one image; negative: unlimited'),
  define('image_tag_quota', 'N', '128', 'tags of one image; negative: unlimited'),
  define('image_member_quota', 'N', '128', 'projects that one image is shared with; negative: unlimited'),
  define('transfer_idle_timeout', 'SECONDS', '60', 'ends an upload or download that stands still for this long'),
  define('shutdown_grace', 'SECONDS', '30', 'what running requests get to finish once the server is told to stop'),
  define('digest_threads', 'N', '2', 'threads that compute digests of uploads'),
  define('log_level', 'LEVEL', 'info', 'trace, debug, info, warn, error or silent'),
] as const satisfies readonly Setting[]

export type Values = Readonly<Record<string, string | undefined>>
