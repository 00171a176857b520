import type { JsonObject } from '../json.ts'
import type { Part } from '../protocol.ts'
import { unwrapData, wrapData } from './data-part.ts'
import { asJson, expected, memberOf, objectAt, optionalObject, optionalString, type Sender, wrong } from './fields.ts'

const KINDS = ['text', 'file', 'data'] as const
type Kind = (typeof KINDS)[number]

/**
 * Reads a 0.3 part. `kind` may be missing where exactly one of `text`, `file` and `data` tells it. Members that 0.3 does
 * not know stay; those that 1.0 would take for a second content do not.
 */
export function readLegacyPart(sender: Sender, value: unknown, at: string): Part {
  const object = objectAt(sender, value, at)
  const kind = kindOf(sender, object, at)
  const { kind: _kind, text, file, data, raw: _raw, url: _url, ...others } = object
  const metadata = optionalObject(sender, object, 'metadata', at)
  if (kind === 'text') {
    if (typeof text !== 'string') throw wrong(sender, memberOf(at, 'text'), expected('a string', text))
    return { ...others, text }
  }
  if (kind === 'file') return { ...others, ...readFile(sender, file, memberOf(at, 'file')) }
  if (data === undefined || (sender === 'caller' && (typeof data !== 'object' || Array.isArray(data)))) {
    throw wrong(sender, memberOf(at, 'data'), expected('an object', data))
  }
  const { metadata: _metadata, ...rest } = others
  return { ...rest, ...unwrapData(data, metadata) }
}

function kindOf(sender: Sender, object: JsonObject, at: string): Kind {
  const { kind } = object
  const named = KINDS.find((name) => name === kind)
  if (named !== undefined) return named
  if (kind !== undefined) throw wrong(sender, memberOf(at, 'kind'), 'it must be text, file or data')
  const present = KINDS.filter((name) => object[name] !== undefined)
  if (present[0] !== undefined && present.length === 1) return present[0]
  throw wrong(
    sender,
    at,
    `kind is missing: a part is {kind: "text", text}, {kind: "file", file} or {kind: "data", data}`,
  )
}

/** `bytes` or `uri` with name and type go up into the part; what else stands in `file` stays under that name. */
function readFile(sender: Sender, value: unknown, at: string): Part {
  const object = objectAt(sender, value, at)
  const { bytes, uri, name: _name, mimeType: _mimeType, ...others } = object
  if (sender === 'caller' && (bytes === undefined) === (uri === undefined)) {
    throw wrong(
      sender,
      at,
      `exactly one of bytes and uri must be present; found ${bytes === undefined ? 'none' : 'both'}`,
    )
  }
  const filename = optionalString(sender, object, 'name', at)
  const mediaType = optionalString(sender, object, 'mimeType', at)
  const described = {
    ...(filename === undefined ? {} : { filename }),
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(Object.keys(others).length === 0 ? {} : { file: others }),
  }
  if (typeof bytes === 'string') return { ...described, raw: bytes }
  if (bytes === undefined && typeof uri === 'string') return { ...described, url: uri }
  throw wrong(sender, memberOf(at, bytes === undefined ? 'uri' : 'bytes'), expected('a string', bytes ?? uri))
}

/** Writes a part as 0.3 does. What 0.3 has no place for, such as the media type of a text, stands beside the rest. */
export function writeLegacyPart(part: Part): JsonObject {
  if (part.text !== undefined) return { ...asJson(part), kind: 'text' }
  if (part.data !== undefined) {
    const { data: _data, metadata, ...others } = part
    return { ...others, kind: 'data', ...wrapData(part.data, metadata) }
  }
  const { raw, url, filename, mediaType, file, ...others }: JsonObject = asJson(part)
  return {
    ...others,
    kind: 'file',
    file: {
      ...(typeof file === 'object' && file !== null && !Array.isArray(file) ? file : {}),
      ...(raw === undefined ? { uri: url ?? '' } : { bytes: raw }),
      ...(mediaType === undefined ? {} : { mimeType: mediaType }),
      ...(filename === undefined ? {} : { name: filename }),
    },
  }
}
