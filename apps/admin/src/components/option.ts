/** Something to choose from a list with a search. */
export interface Option {
  readonly value: string
  readonly label: string
  /** Beside it, smaller: what tells it from others of the same name. */
  readonly detail?: string | undefined
}

/** How values are shown: by the label of their option; as they are where none has them. */
export function labelOf(options: readonly Option[]): (value: string) => string {
  const labels = new Map(options.map(({ value, label }) => [value, label]))
  return (value) => labels.get(value) ?? value
}
