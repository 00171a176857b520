import { answerOf } from '@gateway/client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { JsonView } from '../../components/json-view.tsx'
import { bytes } from '../../format/bytes.ts'
import { duration } from '../../format/duration.ts'
import styles from './call-drawer.module.css'

/** The events of a call's stream as they came, when they are asked for. */
export function CallEvents({ id }: { readonly id: string }) {
  const [open, setOpen] = useState(false)
  return open ? (
    <Events id={id} />
  ) : (
    <p>
      <Button onClick={() => setOpen(true)}>Show events</Button>
    </p>
  )
}

function Events({ id }: { readonly id: string }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['logs', 'events', id],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam: after }) =>
      answerOf(api.GET('/v1/logs/{id}/events', { signal, params: { path: { id }, query: { after } } })),
    getNextPageParam: ({ next_after }) => next_after,
    select: ({ pages }) => pages.flatMap(({ events }) => events),
  })
  if (data === undefined) return error === null ? null : <Failure error={error} retry={() => refetch()} />
  if (data.length === 0) return <p className={styles.none}>Events: none were kept.</p>
  return (
    <section aria-label="Events" className={styles.events}>
      {data.map(({ sequence, ms, event, bytes: size }) => (
        <JsonView
          key={sequence}
          title={`Event ${sequence}${ms === undefined ? '' : `, after ${duration(ms)}`}`}
          value={event ?? (size === undefined ? 'not kept' : `not kept: it had ${bytes(size)}`)}
        />
      ))}
      {hasNextPage && (
        <p>
          <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Show more events
          </Button>
        </p>
      )}
    </section>
  )
}
