import type { CallRecord, RecordStore } from '@gateway/core'
import { recordMatches } from './record-matches.ts'
import { hasForm, hasText, searchForms } from './record-search.ts'
import { firstIdAt, madeAt } from './record-times.ts'

const withoutEvents = ({ eventLog: _events, ...rest }: CallRecord): CallRecord => rest
const withoutContent = ({ request: _request, response: _response, ...rest }: CallRecord) => withoutEvents(rest)
const hasContent = ({ request, response, eventLog }: CallRecord) => (request ?? response ?? eventLog) !== undefined

/** `tell` gets each record that is new. */
export function memoryRecords(records: Map<string, CallRecord>, tell: (added: CallRecord) => void): RecordStore {
  /** Ids in the order they came. */
  const written: string[] = []
  const page: RecordStore['page'] = async (filter, { content = false } = {}) => {
    const { from, to, before, search, limit } = filter
    const [start, end] = [from, to].map((time) => (time === undefined ? undefined : firstIdAt(time)))
    const forms = search === undefined ? undefined : searchForms(search)
    const found = [...records.values()]
      .filter((record) => recordMatches(record, filter))
      .filter(({ id }) => (start === undefined || id >= start) && (end === undefined || id < end))
      .filter(({ id }) => before === undefined || id < before)
      .filter(
        ({ request, response, errorMessage }) =>
          forms === undefined ||
          hasForm(request, forms) ||
          hasForm(response, forms) ||
          hasText(errorMessage, search ?? ''),
      )
      .sort((left, right) => (left.id < right.id ? 1 : -1))
    const shown = found.slice(0, limit)
    return {
      records: shown.map(content ? withoutEvents : withoutContent),
      ...(found.length > limit ? { next: shown.at(-1)?.id } : {}),
    }
  }
  return {
    async append(added) {
      for (const record of added) {
        if (records.has(record.id)) continue
        records.set(record.id, record)
        written.push(record.id)
        tell(record)
      }
    },
    page,
    list: async (filter) => (await page(filter)).records,
    async prune(kept, before, limit) {
      const end = before === undefined ? undefined : firstIdAt(before)
      const old = [...records.values()]
        .filter((record) => kept === 'records' || hasContent(record))
        .filter(({ id }) => end === undefined || id < end)
        .sort((left, right) => (left.id < right.id ? -1 : 1))
        .slice(0, limit)
      for (const record of old) {
        if (kept === 'records') records.delete(record.id)
        else records.set(record.id, withoutContent(record))
      }
      return old.length
    },
    async oldest(kept) {
      const [first] = [...records.values()]
        .filter((record) => kept === 'records' || hasContent(record))
        .map(({ id }) => id)
        .sort()
      return first && new Date(madeAt(first)).toISOString()
    },
    async get(id) {
      return records.get(id)
    },
    async written(filter, after) {
      const end = String(written.length)
      if (after === undefined) return { records: [], place: end }
      if (!/^\d{1,15}$/.test(after) || Number(after) > written.length) return undefined
      const found = written.slice(Number(after)).flatMap((id, index) => {
        const record = records.get(id)
        return record !== undefined && recordMatches(record, filter)
          ? [{ ...withoutContent(record), place: String(Number(after) + index + 1) }]
          : []
      })
      const shown = found.slice(0, filter.limit)
      return { records: shown, place: found.length > filter.limit ? (shown.at(-1)?.place ?? end) : end }
    },
  }
}
