import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProtocolVersion } from '../wire/protocol-version.ts'
import { type Child, startChild } from './child.ts'
import type { GatewayToStart } from './gateway.ts'
import { Load } from './load.ts'

const PATHS = ['burst', 'single', 'hold'] as const
const VERSIONS: readonly ProtocolVersion[] = ['1.0', '0.3']

/** Everything around the gateway: the agent behind, the yardstick, the load, and a folder for databases. */
export interface Place extends AsyncDisposable, GatewayToStart {
  readonly upstream: Child
  readonly yardstick: Child
  readonly load: Load
  /** A folder of its own, removed at the end. */
  folder(): string
}

/** The agent of one path of the upstream, pinned to one version. */
export function agentName(path: (typeof PATHS)[number], upstream: ProtocolVersion): string {
  return `${path}-${upstream.replace('.', '-')}`
}

export async function openPlace(built: string): Promise<Place> {
  await using stack = new AsyncDisposableStack()
  const root = mkdtempSync(join(tmpdir(), 'gateway-bench-'))
  stack.defer(() => rmSync(root, { recursive: true, force: true }))
  const upstream = await startChild('upstream')
  stack.defer(() => upstream.stop())
  const agents = PATHS.flatMap((path) =>
    VERSIONS.map((version) => ({
      name: agentName(path, version),
      url: `${upstream.url}/${path}`,
      protocolVersion: version,
    })),
  )
  const paths = Object.fromEntries(agents.map(({ name, url }) => [name, new URL(url).pathname]))
  const yardstick = await startChild('yardstick', JSON.stringify({ origin: upstream.url, paths }))
  stack.defer(() => yardstick.stop())
  const load = await Load.start()
  stack.defer(() => load.stop())
  const opened = stack.move()
  return {
    upstream,
    yardstick,
    load,
    agents,
    built,
    folder: () => join(root, randomUUID()),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
