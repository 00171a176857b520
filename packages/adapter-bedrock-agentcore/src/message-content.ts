import type { JsonValue, Message } from '@gateway/core'

/** A file of a message, as AWS's own samples name its members. */
export type PayloadFile = { readonly name?: string; readonly mimeType?: string } & (
  | { readonly bytes: string }
  | { readonly url: string }
)

/** The content of a message by its kinds. What is not there is `undefined`. */
export interface MessageContent {
  /** The texts, joined by line breaks. */
  readonly text?: string
  /** The data of the one data part; of several, a list. */
  readonly data?: JsonValue
  readonly files?: readonly PayloadFile[]
}

/** `dataInText`: data is told as JSON among the texts, in its place. */
export function contentOf({ parts }: Message, options: { readonly dataInText?: boolean } = {}): MessageContent {
  const texts: string[] = []
  const data: JsonValue[] = []
  const files: PayloadFile[] = []
  for (const part of parts) {
    const about = {
      ...(part.filename === undefined ? {} : { name: part.filename }),
      ...(part.mediaType === undefined ? {} : { mimeType: part.mediaType }),
    }
    if (part.text !== undefined) texts.push(part.text)
    else if (part.data !== undefined && options.dataInText === true) texts.push(JSON.stringify(part.data))
    else if (part.data !== undefined) data.push(part.data)
    else if (part.raw !== undefined) files.push({ ...about, bytes: part.raw })
    else if (part.url !== undefined) files.push({ ...about, url: part.url })
  }
  const [first] = data
  return {
    ...(texts.length === 0 ? {} : { text: texts.join('\n') }),
    ...(first === undefined ? {} : { data: data.length === 1 ? first : data }),
    ...(files.length === 0 ? {} : { files }),
  }
}
