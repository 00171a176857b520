import { gatewayError, type JsonObject, type JsonValue, type Part } from '@gateway/core'

/** The content of a chat message: plain text where there is nothing else, so that every graph and model takes it. */
export function contentOf(parts: readonly Part[]): JsonValue {
  const [first] = parts
  if (parts.length === 1 && first?.text !== undefined) return first.text
  return parts.map(blockOf)
}

/**
 * A part as LangChain's content block. Images are `image_url` blocks, which every integration reads; other files are
 * data blocks of the form that LangChain 0.3 and 1.x take, in Python and in JavaScript.
 */
function blockOf(part: Part, index: number): JsonObject {
  if (part.text !== undefined) return { type: 'text', text: part.text }
  if (part.data !== undefined) return { type: 'text', text: JSON.stringify(part.data) }
  const mediaType = part.mediaType ?? 'application/octet-stream'
  const [kind] = mediaType.split('/', 1)
  if (part.url !== undefined && !/^https?:\/\//i.test(part.url)) throw unreachableFile(index)
  if (kind === 'image') {
    return { type: 'image_url', image_url: { url: part.url ?? `data:${mediaType};base64,${part.raw}` } }
  }
  return {
    type: kind === 'audio' ? 'audio' : 'file',
    mime_type: mediaType,
    ...(part.url === undefined
      ? { source_type: 'base64', data: part.raw ?? '' }
      : { source_type: 'url', url: part.url }),
    ...(part.filename === undefined ? {} : { metadata: { filename: part.filename } }),
  }
}

const unreachableFile = (index: number) =>
  gatewayError(
    'CONTENT_TYPE_NOT_SUPPORTED',
    `message.parts[${index}].url: this agent takes files by http:// and https:// URLs, or as bytes in \`raw\`.`,
    { field: `message.parts[${index}].url` },
  )
