/** A first call of an agent: who calls what, and with what words. */
export interface ExampleCall {
  /** The served address of the agent, such as `https://gateway.example/a2a/invoices`. */
  readonly url: string
  /** What is said to it. */
  readonly text: string
  /** The version of A2A that is spoken. */
  readonly version: '0.3' | '1.0'
  /** Whether the answer comes as a stream. */
  readonly streaming: boolean
  /** A key that was made just now. Default: it is read from the environment, as `GATEWAY_KEY`. */
  readonly key?: string
}

/** The same call in one language. */
export interface CallExample {
  readonly language: 'curl' | 'Python' | 'TypeScript'
  readonly code: string
}

/** A text between double quotes, as Python and TypeScript both read it. */
export const quoted = (text: string) => JSON.stringify(text)
