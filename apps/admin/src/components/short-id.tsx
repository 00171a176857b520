import styles from './short-id.module.css'

const KEPT = 6

/** An id, shortened in the middle; whole on hover and when it is copied by its button elsewhere. */
export function ShortId({ id }: { readonly id: string }) {
  return (
    <code className={styles.id} title={id}>
      {id.length <= KEPT * 2 + 1 ? id : `${id.slice(0, KEPT)}…${id.slice(-KEPT)}`}
    </code>
  )
}
