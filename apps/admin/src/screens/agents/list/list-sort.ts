const FIGURES = ['calls', 'errors', 'p95', 'cost'] as const
type FigureSort = (typeof FIGURES)[number]

/** What the list is sorted by; `-name`: from the end. Figures: the most first. */
export type AgentSort = 'name' | '-name' | FigureSort

export const isFigureSort = (value: unknown): value is FigureSort => FIGURES.some((figure) => figure === value)

export const isAgentSort = (value: unknown): value is AgentSort =>
  value === 'name' || value === '-name' || isFigureSort(value)
