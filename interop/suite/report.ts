import type { Result } from './clients.ts'
import { type Cell, judge, mustBeBridged } from './verdict.ts'

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Client × agent × operation: how it went directly and through the gateway. */
export function table(cells: readonly Cell[], withGateway: boolean): string {
  const lines = cells.map((cell) => [
    cell.client,
    cell.agent.name,
    cell.operation,
    word(cell.direct),
    ...(withGateway ? [word(cell.gateway), judge(cell)] : []),
    cell.gateway?.outcome ?? cell.direct?.outcome ?? '',
  ])
  const rows = [
    ['client', 'agent', 'operation', 'direct', ...(withGateway ? ['gateway', 'verdict'] : []), 'outcome'],
    ...lines,
  ]
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The cells that only a version or a form keeps from working directly, so that the gateway must bring them about. */
export function bridged(cells: readonly Cell[]): string {
  return cells
    .filter(mustBeBridged)
    .map((cell) => `  ${cell.gateway?.ok ? 'works ' : 'FAILS '} ${cell.client} → ${cell.agent.name}: ${cell.operation}`)
    .join('\n')
}

/** Both ways of a cell, with what went over the wire where they failed. */
export function explain(cell: Cell): string {
  return [`directly: ${told(cell.direct)}`, `through the gateway: ${told(cell.gateway)}`].join('\n')
}

function word(result: Result | undefined): string {
  if (result === undefined) return '-'
  return result.ok ? 'ok' : 'fails'
}

function told(result: Result | undefined): string {
  if (result === undefined) return 'not tried, as the card could not be used'
  if (result.ok) return result.outcome ?? 'ok'
  return [result.error ?? '', ...(result.exchanges ?? [])].join('\n')
}
