import type { JsonObject, RunEvent } from '@gateway/core'
import type { Annotation } from './wire.ts'

/** A file that an answer cites: of the code interpreter's container, or of the project. */
export interface CitedFile {
  readonly fileId: string
  readonly containerId?: string
  readonly filename?: string
}

export type ArtifactFiles = (file: CitedFile) => AsyncIterable<RunEvent>

/** Sources as metadata of the artifact that they stand in. */
export function citationsIn(annotations: readonly Annotation[]): readonly JsonObject[] {
  return annotations.flatMap(({ type, url, title, file_id, filename }): JsonObject[] => {
    if (type === 'url_citation' && url !== undefined) return [{ type, url, ...(title === undefined ? {} : { title }) }]
    if (type === 'file_citation' && file_id !== undefined) {
      return [{ type, fileId: file_id, ...(filename === undefined ? {} : { filename }) }]
    }
    return []
  })
}

/** Files that the answer refers to because the agent has made them. */
export function filesIn(annotations: readonly Annotation[]): readonly CitedFile[] {
  const files = annotations.flatMap(({ type, file_id, container_id, filename }): CitedFile[] => {
    if (file_id === undefined) return []
    const named = filename === undefined ? {} : { filename }
    if (type === 'container_file_citation' && container_id !== undefined) {
      return [{ fileId: file_id, containerId: container_id, ...named }]
    }
    return type === 'file_path' ? [{ fileId: file_id, ...named }] : []
  })
  return [...new Map(files.map((file) => [file.fileId, file])).values()]
}
