import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRegistry } from '@gateway/registry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adapters } from './adapters.ts'
import type { Gateway } from './gateway.ts'
import { welcome } from './welcome.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'a gateway '))
})
afterAll(() => rm(folder, { recursive: true }))

async function told(
  masterKey: Gateway['masterKey'],
  {
    terminal = false,
    keyGiven = false,
    agents = ['hello'],
  }: { terminal?: boolean; keyGiven?: boolean; agents?: string[] } = {},
): Promise<string> {
  const registry = await createRegistry({
    adapters,
    fileAgents: agents.map((name) => ({ name, upstreams: [{ adapter: 'hello' }] })),
  })
  const config: Gateway['config'] = {
    agents: [],
    adapters: [],
    records: {
      content: true,
      contentBytes: 1,
      eventCharacters: 65_536,
      flushMs: 250,
      durability: 'default',
      spillBytes: 1,
      whenFull: 'drop-content',
    },
    sinks: [],
    keys: { personal: false, revokedCalls: 'end' },
    budgets: { whenAway: 'refuse' },
    chains: { maxDepth: 8, sameAgent: 'refuse' },
    retention: { records: '30d', content: '7d', events: '7d', maxSize: '5GiB' },
    metrics: { open: false, agents: 200 },
    signIn: { idleMinutes: 60, longestHours: 12 },
    alerts: { webhooks: [] },
    authentication: { jwt: [] },
    path: undefined,
  }
  try {
    return await welcome(
      {
        url: 'http://127.0.0.1:4000',
        masterKey,
        config,
        registry,
        dataFolder: folder,
        reload: async () => {},
        stop: async () => {},
      },
      { terminal, keyGiven },
    )
  } finally {
    await registry.close()
  }
}

test('on a terminal a made key is shown, ready to paste', async () => {
  const text = await told({ hash: 'h', made: 'sk-made' }, { terminal: true })
  expect(text).toContain('The gateway listens on http://127.0.0.1:4000\n')
  expect(text).toContain('Admin key, shown this once: sk-made\n')
  expect(text).toContain('curl http://127.0.0.1:4000/a2a/hello -H "Authorization: Bearer sk-made"')
})

test('elsewhere it is in a file, named in a way the shell can read', async () => {
  const text = await told({ hash: 'h', made: 'sk-made' })
  expect(text).not.toContain('sk-made')
  expect(text).toContain(`"Authorization: Bearer $(cat '${join(folder, 'admin-key')}')"`)
  expect(await readFile(join(folder, 'admin-key'), 'utf8')).toBe('sk-made\n')
})

test('later starts tell how to get at it, and how to make a new one', async () => {
  const later = await told({ hash: 'h' })
  expect(later).toContain('Bearer $GATEWAY_KEY')
  expect(later).toContain('--reset-key')
  expect(await told({ hash: 'h' }, { keyGiven: true })).toContain('export GATEWAY_KEY=$GATEWAY_MASTER_KEY')
})

test('a warning, an agent whose name needs quoting, and no agent', async () => {
  expect(await told({ hash: 'h', warning: 'easy to guess' })).toContain('Warning: easy to guess\n')
  expect(await told({ hash: 'h' }, { agents: ["bob's agent"] })).toContain(
    `curl 'http://127.0.0.1:4000/a2a/bob'\\''s%20agent' `,
  )
  expect(await told({ hash: 'h' }, { agents: [] })).not.toContain('curl')
})
