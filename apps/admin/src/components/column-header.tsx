import styles from './column-header.module.css'

/** That a list can be sorted by a column. */
export interface ColumnSort {
  /** Absent: it is sorted by another. */
  readonly direction?: 'ascending' | 'descending' | undefined
  /** Sorts by it, or the other way round where that means something. */
  readonly onSort: () => void
}

export interface ColumnHeaderProps {
  readonly header: string
  readonly align?: 'start' | 'end'
  readonly width?: string
  readonly wideOnly?: boolean
  readonly sort?: ColumnSort
}

const SIGNS = { ascending: '↑', descending: '↓' } as const

/** The head of a column of a table; a button where it sorts. */
export const ColumnHeader = ({ header, align, width, wideOnly, sort }: ColumnHeaderProps) => (
  <th
    scope="col"
    data-align={align}
    data-wide={wideOnly}
    style={width ? { width } : undefined}
    aria-sort={sort === undefined ? undefined : (sort.direction ?? 'none')}
  >
    {sort === undefined ? (
      header
    ) : (
      <button type="button" className={styles.sort} onClick={sort.onSort}>
        {header}
        {sort.direction !== undefined && <span aria-hidden="true"> {SIGNS[sort.direction]}</span>}
      </button>
    )}
  </th>
)
