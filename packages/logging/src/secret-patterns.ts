import { REDACTED } from './redacted.ts'

type Replacement = (match: string, ...groups: string[]) => string
type Rule = readonly [pattern: RegExp, replacement: Replacement | string]

/** Words that a name of a secret ends with, where it is written in running text. */
const WORD = 'passw(?:or)?d|passphrase|pwd|secret|token|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|credentials?'

/** Keys that are known by their first letters; each is as long as the shortest of its kind. */
const KEYS = [
  // The gateway, OpenAI, Anthropic, OpenRouter, DeepSeek, LiteLLM …
  'sk-[\\w-]{13,}',
  // The weak key of LiteLLM's own pages.
  'sk-\\d{4,12}(?![\\w-])',
  // Amazon Web Services.
  '(?:AKIA|ASIA|ABIA|ACCA)[A-Z\\d]{16}',
  // Google.
  'AIza[\\w-]{30,}',
  'ya29\\.[\\w-]{20,}',
  'GOCSPX-[\\w-]{20,}',
  // GitHub, GitLab, npm, PyPI.
  'gh[pousr]_[A-Za-z\\d]{20,}',
  'github_pat_\\w{20,}',
  'glpat-[\\w-]{20,}',
  'npm_[A-Za-z\\d]{30,}',
  'pypi-[\\w-]{30,}',
  // Slack.
  'xox[a-z]-[\\w-]{10,}',
  'xapp-[\\w-]{10,}',
  // Stripe and its webhooks.
  '[rsp]k_(?:live|test)_\\w{10,}',
  'whsec_[\\w+/=]{16,}',
  // Models and agents: Hugging Face, Groq, xAI, Perplexity, Replicate, LangSmith, Langfuse, Databricks.
  'hf_[A-Za-z\\d]{30,}',
  'gsk_\\w{20,}',
  'xai-[\\w-]{20,}',
  'pplx-\\w{20,}',
  'r8_\\w{20,}',
  'lsv2_\\w{20,}',
  'lsv2_[ps]t_\\w{20,}',
  'dapi[a-f\\d]{32}',
  // SendGrid, DigitalOcean, Shopify, age.
  'SG\\.[\\w-]{16,}\\.[\\w-]{16,}',
  'do[oprt]_v1_[a-f\\d]{20,}',
  'shp(?:at|ca|pa|ss)_\\w{20,}',
  'AGE-SECRET-KEY-\\w{20,}',
].join('|')

/** A user and password of `Basic` as they are sent; "Basic information" is none. */
function isBasic(encoded: string): boolean {
  return /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(Buffer.from(encoded, 'base64').toString('latin1'))
}

/** Every pattern takes time in proportion to the text: each repetition has a limit, or an end that it cannot run over twice. */
const RULES: readonly Rule[] = [
  [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[\s\S]{0,16384}?-----END [A-Z ]{0,40}PRIVATE KEY-----|[\s\S]{0,16384})/g,
    REDACTED,
  ],
  // Tokens that are signed or encrypted: two to five parts, the first of which is JSON.
  [/\beyJ[\w-]{5,}(?:\.[\w-]*){0,3}\.[\w-]+/g, REDACTED],
  [new RegExp(`(?<![A-Za-z\\d])(?:${KEYS})`, 'g'), REDACTED],
  // What a header says, up to the end of its line. `Bearer sk-…` is how to send a key, and none.
  [
    /(authorization|cookie|api-key)(["']?\s{0,4}:\s{0,4})(?!\s*(?:\[redacted\]|Bearer sk-…(?=["'\s]|$)))(?:Digest\s[^\r\n]+|[^\r\n"']+)/gi,
    (_match, name, colon) => `${name}${colon}${REDACTED}`,
  ],
  [/\b(Bearer)\s+(?=[^\s"']{0,64}\d|[^\s"']{20})[\w~+/.=-]{6,}/gi, (_match, scheme) => `${scheme} ${REDACTED}`],
  [
    /\b(Basic)\s+([A-Za-z\d+/_-]{6,}={0,2})/gi,
    (match, scheme = '', encoded = '') => (isBasic(encoded) ? `${scheme} ${REDACTED}` : match),
  ],
  // A user and password, or a token, in an address.
  [/\b([a-z][a-z\d+.-]{1,20}:\\?\/\\?\/)[^\s/?#@"'<>\\]{1,1024}@/gi, (_match, scheme) => `${scheme}${REDACTED}@`],
  // Parameters of addresses and settings: `api_key=…`, `X-Amz-Signature=…`.
  [
    new RegExp(
      `(${WORD}|signature|[?&;](?:sig|key|code|auth))(\\s?:?={1,3}\\s?)(?!=|\\s*\\[redacted\\])("[^"]+"|'[^']+'|[^\\s&"'<>;,]+)`,
      'gi',
    ),
    (_match, name, equals) => `${name}${equals}${REDACTED}`,
  ],
  // JSON within a text, to any depth: `"password": "…"`, `\"password\": \"…\"`.
  [
    new RegExp(
      `((?:${WORD}|authorization|cookie)\\\\{0,16}["']\\s{0,8}:\\s{0,8}\\\\{0,16}(["']))(?!\\s*\\[redacted\\])(?:\\\\[\\s\\S]|(?!\\2)[^\\\\])+`,
      'gi',
    ),
    (_match, name) => `${name}${REDACTED}`,
  ],
  // `password: hunter2`: what has a digit is no word.
  [
    new RegExp(`(${WORD})(\\s{0,4}:\\s{1,4}|:)(?!\\s*\\[redacted\\])(?=[^\\s"']{0,64}\\d)[^\\s"',;]{6,}`, 'gi'),
    (_match, name, colon) => `${name}${colon}${REDACTED}`,
  ],
]

/**
 * What each text has in it that the rules can find, and nearly no other. Several small ones: Node.js skips through a text
 * for few words, the longer the faster, and goes through it letter by letter for many.
 */
const CLUES: readonly RegExp[] = [
  /passw|passph|secre|token|credential|authoriz|cookie|signature|bearer|basic |connectionstring/i,
  /pwd|key|jwt/i,
  // Before what is random in the keys of vendors: `ghp_`, `sk_live_`; `sk-`, `xoxb-`, and neither words with hyphens nor UUIDs.
  /[a-z\d]_\w{10}/,
  /(?<=sk|glpat|xapp|pypi|xai|pplx|GOCSPX|KEY)-[\w-]{4}|xox/,
  /A[KSBC]IA|ACCA|AIza|ya29|eyJ|dapi|SG\.|PRIVATE/,
  /@/,
  /=/,
  // Letters that JSON writes as escapes can spell anything.
  /\\u00/,
]

/** Whether a text, or JSON text, may hold a secret: one look that spares nearly all of them the others. */
export const maySecret = (text: string): boolean => CLUES.some((clue) => clue.test(text))

/** The text without what looks like a secret, wherever somebody wrote it. */
export function withoutSecrets(text: string): string {
  if (!maySecret(text)) return text
  let told = text
  for (const [pattern, replacement] of RULES) {
    told = typeof replacement === 'string' ? told.replace(pattern, replacement) : told.replace(pattern, replacement)
  }
  return told
}
