import { gatewayError, type Part } from '@gateway/core'

interface InputText {
  type: 'input_text'
  text: string
}
interface InputImage {
  type: 'input_image'
  image_url: string
  detail: 'auto'
}
interface InputFile {
  type: 'input_file'
  filename?: string
  file_data?: string
  file_url?: string
}
type InputContent = InputText | InputImage | InputFile

/** What a turn sends: the user's message, or answers to what the agent asked. */
export type Input =
  | { type: 'message'; role: 'user'; content: InputContent[] }
  | { type: 'function_call_output'; call_id: string; output: string }
  | { type: 'mcp_approval_response'; approval_request_id: string; approve: boolean; reason?: string }

/** The message of a user. Throws CONTENT_TYPE_NOT_SUPPORTED for a file that the service cannot fetch. */
export function messageInput(parts: readonly Part[]): Input {
  return { type: 'message', role: 'user', content: parts.map(contentOf) }
}

function contentOf(part: Part, index: number): InputContent {
  if (part.text !== undefined) return { type: 'input_text', text: part.text }
  if (part.data !== undefined) return { type: 'input_text', text: JSON.stringify(part.data) }
  const { url, raw = '', filename, mediaType = 'application/octet-stream' } = part
  if (url !== undefined && !/^https?:\/\//i.test(url)) throw unreachableFile(index)
  const bytes = `data:${mediaType};base64,${raw}`
  if (mediaType.startsWith('image/')) return { type: 'input_image', image_url: url ?? bytes, detail: 'auto' }
  if (url !== undefined) return { type: 'input_file', file_url: url }
  return { type: 'input_file', filename: filename ?? `file-${index + 1}`, file_data: bytes }
}

const unreachableFile = (index: number) =>
  gatewayError(
    'CONTENT_TYPE_NOT_SUPPORTED',
    `message.parts[${index}].url: this agent takes files by http:// and https:// URLs, or as bytes in \`raw\`.`,
    { field: `message.parts[${index}].url` },
  )
