import { clockTime, exactTime } from '../format/time.ts'

/** A moment, in short; the whole of it on hover. */
export const TimeOf = ({ iso }: { readonly iso: string }) => (
  <time dateTime={iso} title={exactTime(iso)}>
    {clockTime(iso)}
  </time>
)
