import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { adapters } from './adapters.ts'
import { readConfigFile } from './config-file.ts'
import { followConfig } from './follow-config.ts'

const folder = mkdtempSync(join(tmpdir(), 'follow-config-'))
const path = join(folder, 'gateway.yaml')
afterAll(() => rmSync(folder, { recursive: true }))

const agentNamed = (name: string) => `agents: [{ name: ${name}, upstreams: [{ url: "http://127.0.0.1:1/" }] }]`

test('a file that changes is taken over; one that is wrong, or gone, changes nothing and says why', async () => {
  writeFileSync(path, agentNamed('one'))
  const taken: string[] = []
  const told: string[] = []
  const tell = (fields: object, message: string) => void told.push(`${JSON.stringify(fields)} ${message}`)
  using followed = followConfig({
    path,
    read: () => readConfigFile(path, {}, adapters),
    take: (agents) => void taken.push(agents.map((agent) => JSON.stringify(agent)).join()),
    logger: { debug: tell, info: tell, warn: tell, error: tell },
    lookMs: 50,
  })
  writeFileSync(path, agentNamed('two-with-a-longer-name'))
  await vi.waitFor(() => expect(taken.at(-1)).toContain('two-with-a-longer-name'), { timeout: 10_000 })

  // As editors and Kubernetes replace files.
  writeFileSync(`${path}.new`, agentNamed('three'))
  renameSync(`${path}.new`, path)
  await vi.waitFor(() => expect(taken.at(-1)).toContain('three'), { timeout: 10_000 })

  const before = taken.length
  writeFileSync(path, 'agents: [{ name: wrong }]')
  await vi.waitFor(() => expect(told.at(-1)).toMatch(/gateway.yaml:1.*upstreams.*its agents stay/), { timeout: 10_000 })
  rmSync(path)
  await followed.reload()
  expect(told.at(-1)).toMatch(/gateway.yaml.*its agents stay/)
  expect(taken).toHaveLength(before)
})
