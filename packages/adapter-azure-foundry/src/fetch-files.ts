import type { RunEvent } from '@gateway/core'
import type { ArtifactFiles, CitedFile } from './annotations.ts'
import type { FoundryClient } from './foundry-client.ts'

/** What is known of a file by its name. Everything else is bytes. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  md: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Gives out files as artifacts. One that cannot be had costs the answer that file and no more: it is told as progress. */
export function fetchFiles(client: FoundryClient, signal: AbortSignal): ArtifactFiles {
  return async function* (file: CitedFile): AsyncGenerator<RunEvent> {
    // A name may come with a path of the container's.
    const filename = (file.filename ?? file.fileId).replace(/^.*[/\\]/, '')
    let bytes: ArrayBuffer
    try {
      const answer = await (file.containerId === undefined
        ? client.files.content(file.fileId, { signal })
        : client.containers.files.content.retrieve(file.fileId, { container_id: file.containerId }, { signal }))
      bytes = await answer.arrayBuffer()
    } catch (error) {
      if (signal.aborted) throw error
      yield { type: 'progress', parts: [{ text: `The file ${filename} could not be fetched from Azure AI Foundry.` }] }
      return
    }
    const mediaType = MEDIA_TYPES[filename.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
    const part = { raw: Buffer.from(bytes).toString('base64'), filename, mediaType }
    yield { type: 'part', artifactId: file.fileId, name: filename, part, last: true }
  }
}
