import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { keyHash } from '@gateway/auth'
import type { Gateway } from './gateway.ts'
import { writeKeyFile } from './master-key.ts'

/** Name of the file that holds a key made by a start whose output is not a terminal. */
const KEY_FILE = 'admin-key'

/** Where the admin key is read from: the file of a start without a terminal, if it still holds the key. */
async function keptKey({ dataFolder, masterKey }: Gateway): Promise<string> {
  const path = resolve(dataFolder, KEY_FILE)
  const key = await readFile(path, 'utf8').catch(() => '')
  return keyHash(key.trim()) === masterKey.hash ? `$(cat ${quoted(path)})` : 'sk-…'
}

/**
 * What a start tells: where it listens, the admin key if it made one (on a terminal only, else the file that holds it),
 * and a call to paste that answers.
 */
export async function welcome(
  gateway: Gateway,
  { terminal, keyGiven }: { terminal: boolean; keyGiven: boolean },
): Promise<string> {
  const { url, masterKey, config, registry, dataFolder } = gateway
  const lines = [`The gateway listens on ${url}`]
  const { made } = masterKey
  let credential = '$GATEWAY_KEY'
  if (made !== undefined && terminal) {
    credential = made
    lines.push(`Admin key, shown this once: ${made}`)
  } else if (made !== undefined) {
    const path = resolve(dataFolder, KEY_FILE)
    await writeKeyFile(path, made)
    credential = `$(cat ${quoted(path)})`
    lines.push(`Admin key: in ${path} (readable by you alone)`)
  } else if (keyGiven) {
    lines.push(
      'Admin key: the one in GATEWAY_MASTER_KEY. To paste the call below: export GATEWAY_KEY=$GATEWAY_MASTER_KEY',
    )
  } else {
    lines.push(
      `Admin key: the one made at the first start. To paste the call below: export GATEWAY_KEY=${await keptKey(gateway)}`,
      'Lost it? Start once with --reset-key, or set GATEWAY_MASTER_KEY to one of your own.',
    )
  }
  if (masterKey.warning) lines.push(`Warning: ${masterKey.warning}`)
  lines.push(
    config.path === undefined
      ? 'Agents: registered over the API, and the demo agent "hello"'
      : `Agents: ${config.agents.length} from ${config.path}, and those registered over the API`,
  )
  const [agent] = registry.list()
  if (agent) {
    lines.push(
      '',
      'Try it:',
      `  curl ${quoted(`${url}/a2a/${encodeURIComponent(agent.name)}`)} -H "Authorization: Bearer ${credential}" -H 'Content-Type: application/json' \\`,
      `    -d '{"jsonrpc":"2.0","id":1,"method":"message/send","params":{"message":{"role":"user","messageId":"m1","parts":[{"kind":"text","text":"Hello, what can you do?"}]}}}'`,
    )
  }
  return `${lines.join('\n')}\n`
}

const quoted = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)
