import styles from './table-skeleton.module.css'

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f']

/** A list that comes for the first time. It stays out of sight for 200 ms, in which most lists are there. */
export function TableSkeleton({ label }: { readonly label: string }) {
  return (
    <div role="status" className={styles.skeleton}>
      <span className="visually-hidden">{label}</span>
      {ROWS.map((row) => (
        <div key={row} className={styles.row} />
      ))}
    </div>
  )
}
