import type { AgentDirectory, ServedAgent } from './ports.ts'

const BY_NAME = new Intl.Collator('en', { numeric: true })

/** Orders agents by their names as people read them: `agent-2` before `agent-10`. The order of all is kept until one changes. */
export function createNameOrder(agents: Pick<AgentDirectory, 'list' | 'revision'>) {
  let kept: { readonly revision: number; readonly list: readonly ServedAgent[] } | undefined
  const all = () => {
    const revision = agents.revision()
    if (kept?.revision !== revision) kept = { revision, list: sorted(agents.list()) }
    return kept.list
  }
  return (order: 'name' | '-name', among?: readonly ServedAgent[]): readonly ServedAgent[] => {
    const list = among === undefined ? all() : sorted(among)
    return order === 'name' ? list : list.toReversed()
  }
}

const sorted = (agents: readonly ServedAgent[]) =>
  agents.toSorted((one, other) => BY_NAME.compare(one.name, other.name) || (one.id < other.id ? -1 : 1))
