import { type GatewayError, isGatewayError, type Part, type RunEvent } from '@gateway/core'
import type { FoundryClients } from './foundry-client.ts'
import { explained } from './foundry-errors.ts'
import { type Annotation, type Item, vendorId } from './wire.ts'

/** A file that the agent made, in a container of its code interpreter or among the project's files. */
interface OutputFile {
  readonly fileId: string
  readonly containerId?: string
  readonly filename?: string
}

/** The files that an answer names, each once, with their bytes. One that cannot be had is told of in its place. */
export async function* outputFiles(
  items: readonly Item[],
  { project }: FoundryClients,
  signal: AbortSignal,
): AsyncGenerator<RunEvent> {
  const files = new Map<string, OutputFile>()
  for (const { content } of items) {
    for (const { annotations } of content) {
      for (const file of annotations.flatMap(fileOf)) files.set(file.fileId, file)
    }
  }
  for (const file of files.values()) {
    const { fileId, filename } = file
    const artifact = { artifactId: fileId, ...(filename === undefined ? {} : { name: filename }), last: true }
    try {
      const answer =
        file.containerId === undefined
          ? await project.files.content(fileId, { signal })
          : await project.containers.files.content.retrieve(fileId, { container_id: file.containerId }, { signal })
      yield { type: 'part', ...artifact, part: await partOf(file, answer) }
    } catch (error) {
      if (signal.aborted) throw error
      yield { type: 'part', ...artifact, part: missing(file, explained(error)) }
    }
  }
}

function fileOf({ type, file_id, container_id, filename }: Annotation): OutputFile[] {
  const named = filename ? { filename } : {}
  if (!vendorId.safeParse(file_id).success || !file_id) return []
  if (type === 'file_path') return [{ fileId: file_id, ...named }]
  if (type !== 'container_file_citation' || !container_id || !vendorId.safeParse(container_id).success) return []
  return [{ fileId: file_id, containerId: container_id, ...named }]
}

async function partOf({ filename }: OutputFile, answer: Response): Promise<Part> {
  const raw = Buffer.from(await answer.arrayBuffer()).toString('base64')
  const told = answer.headers.get('content-type')?.split(';', 1)[0]?.trim()
  const mediaType = told && told !== 'application/octet-stream' ? told : mediaTypeOf(filename)
  return { raw, mediaType, ...(filename === undefined ? {} : { filename }) }
}

/** What code interpreters usually make: the service labels files as bytes. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  gif: 'image/gif',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  md: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
}

function mediaTypeOf(filename = ''): string {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(filename)?.[1]?.toLowerCase() ?? ''
  return (Object.hasOwn(MEDIA_TYPES, extension) && MEDIA_TYPES[extension]) || 'application/octet-stream'
}

/** The answer stands without its file; that it lacks one must be seen. */
function missing({ fileId, containerId, filename }: OutputFile, error: GatewayError): Part {
  const file = {
    fileId,
    ...(containerId === undefined ? {} : { containerId }),
    ...(filename === undefined ? {} : { filename }),
  }
  return { data: { file, error: isGatewayError(error) ? error.message : '' } }
}
