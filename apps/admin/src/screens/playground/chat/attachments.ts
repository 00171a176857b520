import type { FilePart } from '../wire/content.ts'

/**
 * The most that the files of a message may have together, in bytes: what the gateway takes in one request unless it is
 * set otherwise (10 MiB), less what base64 adds.
 */
export const MOST_BYTES = 7_500_000

export interface Attachment {
  readonly id: string
  readonly size: number
  readonly part: FilePart
}

/** Reads a file of the person's. Rejects where the browser cannot read it. */
export const readAttachment = (file: File): Promise<Attachment> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(new TypeError(`The browser cannot load ${file.name}.`))
    reader.onload = () => {
      const [, base64 = ''] = String(reader.result).split(',')
      const mediaType = file.type || 'application/octet-stream'
      const part: FilePart = { kind: 'file', name: file.name, mediaType, base64, url: undefined }
      resolve({ id: crypto.randomUUID(), size: file.size, part })
    }
    reader.readAsDataURL(file)
  })
