import type { JsonObject, Part } from '@gateway/core'

/** The parts of a message as the input of a response. An image goes as one, any other file as a file, data as JSON text. */
export function messageInput(parts: readonly Part[]): JsonObject {
  return { type: 'message', role: 'user', content: parts.map(contentOf) }
}

function contentOf(part: Part): JsonObject {
  const { text, raw, url, data, filename, mediaType } = part
  if (text !== undefined) return { type: 'input_text', text }
  if (data !== undefined) return { type: 'input_text', text: JSON.stringify(data) }
  const source = raw === undefined ? (url ?? '') : `data:${mediaType ?? 'application/octet-stream'};base64,${raw}`
  if (mediaType?.startsWith('image/')) return { type: 'input_image', detail: 'auto', image_url: source }
  if (raw === undefined) return { type: 'input_file', file_url: source }
  return { type: 'input_file', filename: filename ?? 'file', file_data: source }
}
