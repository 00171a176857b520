import type { Message, Part } from './content.ts'
import type { Version } from './version.ts'

/** A message as a version writes it. */
export function writeMessage({ id, role, parts, taskId, contextId }: Message, version: Version): object {
  const ids = {
    ...(contextId === undefined ? {} : { contextId }),
    ...(taskId === undefined ? {} : { taskId }),
  }
  return version === '1.0'
    ? { messageId: id, role: role === 'user' ? 'ROLE_USER' : 'ROLE_AGENT', parts: parts.map(part10), ...ids }
    : { kind: 'message', messageId: id, role, parts: parts.map(part03), ...ids }
}

function part10(part: Part): object {
  if (part.kind === 'text') return { text: part.text }
  if (part.kind === 'data') return { data: part.data }
  const { name, mediaType, base64, url } = part
  return {
    ...(base64 === undefined ? { url } : { raw: base64 }),
    ...(name === undefined ? {} : { filename: name }),
    ...(mediaType === undefined ? {} : { mediaType }),
  }
}

function part03(part: Part): object {
  if (part.kind !== 'file') return part
  const { name, mediaType, base64, url } = part
  return {
    kind: 'file',
    file: {
      ...(base64 === undefined ? { uri: url } : { bytes: base64 }),
      ...(name === undefined ? {} : { name }),
      ...(mediaType === undefined ? {} : { mimeType: mediaType }),
    },
  }
}
