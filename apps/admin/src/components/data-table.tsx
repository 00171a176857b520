import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { ColumnHeader, type ColumnSort } from './column-header.tsx'
import styles from './data-table.module.css'
import { useRowKeys } from './use-row-keys.ts'

export interface Column<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** Figures stand at the end. Default `start`. */
  readonly align?: 'start' | 'end'
  /** CSS width. Columns without one share what is left. */
  readonly width?: string
  /** The list can be sorted by it. */
  readonly sort?: ColumnSort
  /** Not shown under 900 px, where the first column says the same in its second line. */
  readonly wideOnly?: boolean
}

export interface DataTableProps<Row> {
  /** What the table is of, for readers of screens. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** There are more rows than these: called when the last of them come into sight, once for each number of rows. */
  readonly onEnd?: (() => void) | undefined
}

const ROW_PX = 36
const OVERSCAN = 12

/** The space that rows take which are not drawn. */
const Gap = ({ px }: { readonly px: number }) =>
  px <= 0 ? null : (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of a table is not focusable
    <tr aria-hidden="true">
      {/* Of one column: those that a narrow screen leaves out would get room again. */}
      <td className={styles.gap} style={{ height: px }} />
    </tr>
  )

/**
 * A list of any length: only the rows in sight are drawn. `j` and `k` go from row to row, that is from link to link in
 * the first column, which covers the row.
 */
export function DataTable<Row>({ label, columns, rows, rowKey, onEnd }: DataTableProps<Row>) {
  const table = useRef<HTMLTableElement>(null)
  const [top, setTop] = useState(0)
  // What stands above may have grown: a notice, a second line of filters.
  useLayoutEffect(() => {
    const now = (table.current?.getBoundingClientRect().top ?? 0) + window.scrollY
    if (Math.abs(now - top) > 1) setTop(now)
  })
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    scrollMargin: top,
    getItemKey: (index) => keyAt(rows, index, rowKey),
  })
  useRowKeys(table)
  const drawn = virtual.getVirtualItems()
  const [first, last] = [drawn[0], drawn.at(-1)]
  const atEnd = onEnd !== undefined && (last?.index ?? -1) >= rows.length - 1
  useEffect(() => {
    if (atEnd) onEnd?.()
  }, [atEnd, rows.length])

  return (
    <table
      ref={table}
      className={styles.table}
      aria-label={label}
      aria-rowcount={onEnd === undefined ? rows.length + 1 : -1}
    >
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((column) => (
            <ColumnHeader key={column.id} {...column} />
          ))}
        </tr>
      </thead>
      <tbody>
        <Gap px={(first?.start ?? top) - top} />
        {drawn.map(({ index, key }) => {
          const row = rows[index]
          return row === undefined ? null : (
            <tr key={String(key)} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
              {columns.map(({ id, cell, align, wideOnly }) => (
                <td key={id} data-align={align} data-wide={wideOnly}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          )
        })}
        <Gap px={virtual.getTotalSize() - ((last?.end ?? top) - top)} />
      </tbody>
    </table>
  )
}

function keyAt<Row>(rows: readonly Row[], index: number, rowKey: (row: Row) => string): string | number {
  const row = rows[index]
  return row === undefined ? index : rowKey(row)
}
