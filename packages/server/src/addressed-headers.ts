import type { AgentDirectory, ServedAgent } from './ports.ts'

const ADDRESSED = 'x-a2a-'

type Headers = Readonly<Record<string, string | undefined>>

/** Where callers put their credential for the gateway: the first that is there is it. */
const CREDENTIALS = ['x-litellm-api-key', 'authorization']

/** What a caller is let in by, without the word before it. */
function credentialIn(headers: Headers): string | undefined {
  const found = CREDENTIALS.map((name) => headers[name]?.trim()).find((value) => value)
  return found?.replace(/^bearer\s+/i, '')
}

/**
 * The caller's headers without any other that has its credential for the gateway in it, which is no agent's to see, and
 * without those that it addresses to another agent whose name begins like the one that is called:
 * `x-a2a-billing-eu-authorization` is for `billing-eu` where there is such an agent, and not `eu-authorization` of
 * `billing`. The longest name wins, whoever may call it, so that a credential never goes where it was not meant to. The
 * same object where nothing is left out.
 */
export function headersFor(
  headers: Headers,
  called: Pick<ServedAgent, 'id' | 'name'>,
  agents: Pick<AgentDirectory, 'list'>,
): Headers {
  let kept: Record<string, string | undefined> | undefined
  const credential = credentialIn(headers)
  for (const name in headers) {
    const tellsCredential =
      credential !== undefined && !CREDENTIALS.includes(name) && headers[name]?.includes(credential) === true
    const goesElsewhere = name.startsWith(ADDRESSED) && isForAnother(name.slice(ADDRESSED.length), called, agents)
    if (!tellsCredential && !goesElsewhere) continue
    kept ??= { ...headers }
    delete kept[name]
  }
  return kept ?? headers
}

function isForAnother(
  addressed: string,
  called: Pick<ServedAgent, 'id' | 'name'>,
  agents: Pick<AgentDirectory, 'list'>,
): boolean {
  const prefix = `${called.name.toLowerCase()}-`
  // Another agent's altogether stays with the gateway anyway; a header of one word leaves no room for a longer name.
  if (!addressed.startsWith(prefix) || !addressed.includes('-', prefix.length)) return false
  return agents.list().some(({ id, name }) => {
    if (id === called.id || name.length < prefix.length) return false
    return addressed.startsWith(`${name.toLowerCase()}-`)
  })
}
