import type { JsonObject } from '@gateway/core'
import type { Annotation } from './wire.ts'

/** What a text refers to: pages (with the characters of the text that they stand behind) and files of the agent's knowledge. */
export function citationsOf(annotations: readonly Annotation[]): JsonObject[] {
  return annotations.flatMap((annotation): JsonObject[] => {
    const { type, url, title, filename, file_id: fileId, start_index: start, end_index: end } = annotation
    const place = { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) }
    if (type === 'url_citation' && /^https?:\/\//i.test(url ?? '')) {
      return [{ type: 'url', url: url ?? '', ...(title ? { title } : {}), ...place }]
    }
    if (type === 'file_citation' && fileId) {
      return [{ type: 'file', fileId, ...(filename ? { filename } : {}), ...place }]
    }
    return []
  })
}
