/**
 * For the tests of this package: AWS's data plane on the loopback address. It checks what AWS checks (the signature,
 * computed anew; the hash of the body; the session's length), keeps two calls of a session apart in its books, and hands
 * calls to the official runtime server.
 */
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignatureV4 } from '@smithy/signature-v4'

export const ARN = 'arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/my_agent-AbC1234567'
export const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'canary-key', sessionToken: 'canary-session' }
export const TOKEN = 'canary.token'

export interface Received {
  readonly method: string
  readonly target: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface DataPlane {
  readonly url: string
  /** Invocations that reached it, refused ones too. */
  readonly invocations: Received[]
  readonly stopped: string[]
  /** Sessions that were called while a call of theirs was running. */
  readonly collisions: string[]
  /** Invocations whose caller has not got its whole answer yet and has not left. */
  readonly running: Set<string>
  /** Whether the OAuth provider that the runtime trusts takes a token. Without it, `TOKEN` alone is taken. */
  accepts: ((token: string) => Promise<boolean>) | undefined
  /** Answers in place of the runtime. */
  answer: ((request: Received, response: ServerResponse) => void) | undefined
  close(): Promise<void>
}

/** `runtime`: where the runtime server is, and the path under which it takes calls. */
export async function startDataPlane(runtime: { readonly url: string; readonly path: string }): Promise<DataPlane> {
  const plane: Omit<DataPlane, 'url' | 'close'> = {
    invocations: [],
    stopped: [],
    collisions: [],
    running: new Set(),
    accepts: undefined,
    answer: undefined,
  }
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const { method = '', url: target = '', headers } = incoming
      void serve(plane, runtime, { method, target, headers, body: Buffer.concat(chunks).toString() }, response)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return Object.assign(plane, {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  })
}

async function serve(
  plane: Omit<DataPlane, 'url' | 'close'>,
  runtime: { readonly url: string; readonly path: string },
  received: Received,
  response: ServerResponse,
): Promise<void> {
  const { target, headers, body } = received
  const url = new URL(target, 'http://data-plane')
  const path = /^\/runtimes\/([^/]+)\/(invocations|stopruntimesession)(\/.*)?$/.exec(url.pathname)
  const session = String(headers['x-amzn-bedrock-agentcore-runtime-session-id'] ?? '')
  if (path?.[2] === 'invocations' && received.method === 'POST') plane.invocations.push(received)
  if (path?.[2] === 'invocations' && plane.answer !== undefined) return plane.answer(received, response)

  const bearer = /^Bearer (.*)$/.exec(headers.authorization ?? '')?.[1]
  if (bearer !== undefined && plane.accepts !== undefined) {
    if (!(await plane.accepts(bearer))) return refuse(response, 401, 'UnauthorizedException', 'Token canary-secret')
  } else {
    const problem = await refused(received)
    if (problem !== undefined)
      return refuse(response, 403, problem, 'The request signature does not match: canary-secret')
  }
  if (path === null || decodeURIComponent(path[1] ?? '') !== ARN) {
    return refuse(response, 404, 'ResourceNotFoundException', 'No agent canary-secret')
  }
  if (url.searchParams.get('qualifier') === 'unknown') {
    return refuse(response, 404, 'ResourceNotFoundException', 'No endpoint canary-secret')
  }
  // The card of an A2A runtime is no conversation's.
  const needed = received.method !== 'GET' || session !== ''
  if (needed && (session.length < 33 || session.length > 256)) {
    return refuse(response, 400, 'ValidationException', 'session canary-secret')
  }
  if (path[2] === 'stopruntimesession') {
    plane.stopped.push(session)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    return
  }
  if (plane.running.has(session)) plane.collisions.push(session)
  plane.running.add(session)
  response.on('close', () => plane.running.delete(session))
  const { authorization: _, host: __, ...passed } = headers
  const upstream = request(
    new URL(runtime.path + (path[3] ?? ''), runtime.url),
    { method: received.method, headers: passed },
    (answer) => {
      const status = answer.statusCode ?? 500
      if (status >= 400) {
        answer.resume()
        return refuse(response, 424, 'RuntimeClientError', `Received error (${status}) from runtime: canary-secret`)
      }
      response.writeHead(status, { ...answer.headers, 'x-amzn-bedrock-agentcore-runtime-session-id': session })
      answer.pipe(response)
    },
  )
  upstream.on('error', () => response.destroy())
  response.on('close', () => upstream.destroy())
  upstream.end(body)
}

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type })
  response.end(JSON.stringify({ message }))
}

/** Why AWS would refuse the request's credentials; `undefined` when it would not. */
async function refused({ method, target, headers, body }: Received): Promise<string | undefined> {
  const authorization = headers.authorization ?? ''
  if (authorization.startsWith('Bearer '))
    return authorization === `Bearer ${TOKEN}` ? undefined : 'AccessDeniedException'
  const [, scope = '', names = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(authorization) ?? []
  const [accessKeyId, , region = '', service = ''] = scope.split('/')
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(headers['x-amz-date'] ?? ''))
  if (date === null || accessKeyId !== CREDENTIALS.accessKeyId || service !== 'bedrock-agentcore') {
    return 'UnrecognizedClientException'
  }
  const hash = headers['x-amz-content-sha256']
  if (hash !== undefined && hash !== createHash('sha256').update(body).digest('hex')) return 'InvalidSignatureException'
  const url = new URL(target, 'http://data-plane')
  const signed = names.split(';').map((name) => [name, String(headers[name] ?? '')] as const)
  const signer = new SignatureV4({
    service,
    region,
    credentials: CREDENTIALS,
    sha256: Sha256,
    uriEscapePath: true,
    applyChecksum: false,
  })
  const again = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(signed),
      body,
    },
    {
      signingDate: new Date(`${date[1]}-${date[2]}-${date[3]}T${date[4]}:${date[5]}:${date[6]}Z`),
      signableHeaders: new Set(signed.map(([name]) => name)),
      unsignableHeaders: new Set(Object.keys(headers).filter((name) => !signed.some(([each]) => each === name))),
    },
  )
  return again.headers.authorization?.endsWith(`Signature=${signature}`) ? undefined : 'InvalidSignatureException'
}

class Sha256 {
  #hash: Hash | Hmac
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret))
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytes(data))
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {}
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data)
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data)
}
