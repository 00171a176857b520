import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import type { GatewayError } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import type { BodySink, BodySource } from './body.ts'

/** The low four bits of a zlib header (RFC 1950). Agents also send `deflate` without that header. */
const ZLIB_METHOD = 8

/** Stands between an exchange and its reader and unpacks what came compressed although `identity` was asked for. */
export class Unpacking implements BodySink, BodySource {
  readonly #create: (first: Buffer) => Transform
  readonly #source: BodySource
  #sink: BodySink | undefined
  #stream: Transform | undefined

  /** `undefined` when the encoding, in lower case, is not one that can be read. */
  static of(encoding: string, source: BodySource): Unpacking | undefined {
    const create = creatorOf(encoding)
    return create === undefined ? undefined : new Unpacking(create, source)
  }

  private constructor(create: (first: Buffer) => Transform, source: BodySource) {
    this.#create = create
    this.#source = source
  }

  connect(sink: BodySink): void {
    this.#sink = sink
  }

  write(chunk: Buffer): void {
    this.#stream ??= this.#open(chunk)
    if (!this.#stream.write(chunk)) this.#source.pause()
  }

  end(): void {
    if (this.#stream === undefined) this.#sink?.end()
    else this.#stream.end()
  }

  fail(error: GatewayError): void {
    this.#stream?.destroy()
    this.#sink?.fail(error)
  }

  pause(): void {
    this.#stream?.pause()
  }

  resume(): void {
    this.#stream?.resume()
  }

  abort(): void {
    this.#stream?.destroy()
    this.#source.abort()
  }

  #open(first: Buffer): Transform {
    const stream = this.#create(first)
    stream.on('data', (chunk: Buffer) => this.#sink?.write(chunk))
    stream.on('drain', () => this.#source.resume())
    stream.on('end', () => this.#sink?.end())
    stream.on('error', (cause) => {
      this.#sink?.fail(
        gatewayError('INVALID_AGENT_RESPONSE', "The agent's answer is compressed and its compression is broken.", {
          cause,
        }),
      )
      this.#source.abort()
    })
    return stream
  }
}

function creatorOf(encoding: string): ((first: Buffer) => Transform) | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return () => createGunzip()
    case 'deflate':
      return (first) => (((first[0] ?? 0) & 0x0f) === ZLIB_METHOD ? createInflate() : createInflateRaw())
    case 'br':
      return () => createBrotliDecompress()
    default:
      return undefined
  }
}
