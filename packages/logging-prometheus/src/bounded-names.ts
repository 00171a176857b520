/** What a name is told as when there are too many of them. */
export const OTHER = 'other'

/** Lets the first so many names stand for themselves: each one is a time series of every metric that has it. */
export interface BoundedNames {
  /** The name, or `other`. Names that are not there are `none`. */
  of(name: string | undefined): string
}

export function createBoundedNames(most: number): BoundedNames {
  const known = new Set<string>()
  return {
    of(name) {
      if (name === undefined) return 'none'
      if (known.has(name)) return name
      if (known.size >= most) return OTHER
      known.add(name)
      return name
    },
  }
}
