import type { JsonValue, Part } from '@gateway/core'
import type { Content, ContentBlock } from './wire.ts'

/** What a message says, as parts. Texts that follow each other are one. Reasoning and tool calls are not given out. */
export function partsOf(content: Content): readonly Part[] {
  if (typeof content === 'string') return content === '' ? [] : [{ text: content }]
  const parts: Part[] = []
  for (const block of content) {
    const part = typeof block === 'string' ? { text: block } : partOf(block)
    const last = parts.at(-1)
    if (part === undefined || part.text === '') continue
    if (part.text !== undefined && last?.text !== undefined) parts[parts.length - 1] = { text: last.text + part.text }
    else parts.push(part)
  }
  return parts
}

/** Blocks of LangChain (0.3, 1.x in Python and in JavaScript), OpenAI and Anthropic. */
function partOf(block: ContentBlock): Part | undefined {
  switch (block.type) {
    case 'text':
    case 'output_text':
      return { text: text(block.text) ?? '' }
    case 'image_url':
      return byUrl(text(block.image_url) ?? text(member(block.image_url, 'url')), undefined)
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
      return fileOf(block)
    default:
      return undefined
  }
}

function fileOf(block: ContentBlock): Part | undefined {
  // Anthropic nests it in `source`, OpenAI in `file`.
  const nested = block.source ?? block.file
  const find = (...names: readonly string[]) => {
    for (const name of names) {
      const found = text(block[name]) ?? text(member(nested, name))
      if (found !== undefined) return found
    }
    return undefined
  }
  const mediaType = find('mime_type', 'mimeType', 'media_type')
  const filename =
    find('filename', 'name') ?? text(member(block.metadata, 'filename')) ?? text(member(block.extras, 'filename'))
  const named = { ...(mediaType === undefined ? {} : { mediaType }), ...(filename === undefined ? {} : { filename }) }
  const bytes = find('data', 'base64', 'file_data')
  if (bytes !== undefined) {
    // OpenAI writes a data URL where others write base64.
    const inUrl = bytes.startsWith('data:') ? byUrl(bytes, mediaType) : undefined
    return inUrl === undefined ? { raw: bytes, ...named } : { ...named, ...inUrl }
  }
  const url = byUrl(find('url', 'file_url'), mediaType)
  return url === undefined ? undefined : { ...url, ...(filename === undefined ? {} : { filename }) }
}

const DATA_URL = /^data:([^;,]*)(?:;[^;,]*)*;base64,/

function byUrl(url: string | undefined, mediaType: string | undefined): Part | undefined {
  if (url === undefined) return undefined
  const [head, type] = DATA_URL.exec(url) ?? []
  if (head !== undefined)
    return { raw: url.slice(head.length), mediaType: type || (mediaType ?? 'application/octet-stream') }
  return /^https?:\/\//i.test(url) ? { url, ...(mediaType === undefined ? {} : { mediaType }) } : undefined
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

/** A member of the state as a part. */
export const partOfState = (value: JsonValue): Part => (typeof value === 'string' ? { text: value } : { data: value })
