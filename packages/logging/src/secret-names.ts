/** Names of members whose value is a secret, as `plainName` writes them. */
const NAMES = new Set([
  'token',
  'pwd',
  'cookie',
  'cookies',
  'setcookie',
  'xapikey',
  'jwt',
  'sastoken',
  'connectionstring',
  'proxyauthorization',
])

/** What such names end with: `client_secret`, `dbPassword`, `X-Api-Key`; not `nextPageToken` or `totalTokens`. */
const ENDINGS =
  /(?:passw(?:or)?d|passphrase|secret|credential|apikey|accesskey|secretkey|privatekey|signingkey|encryptionkey|(?:access|refresh|id|auth|bearer|session|security|csrf|xsrf|api|bot|personal|webhook|secret|client)token|authorization)s?$/

/** A name without case and without what parts its words. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[-_. ]/g, '')

/** Whether a member, header or parameter of this name holds a secret, by what such names are called everywhere. */
export function isSecretName(name: string): boolean {
  const plain = plainName(name)
  return NAMES.has(plain) || ENDINGS.test(plain)
}
