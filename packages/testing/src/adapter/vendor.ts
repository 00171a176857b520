import type { Agent, JsonValue } from '@gateway/core'
import type { AdapterScenario } from './scenarios.ts'

/** Limits in the words of an adapter's settings: `limitSettings` of `@gateway/adapter-kit` reads them. Seconds and bytes. */
export interface SuiteLimits {
  readonly connectSeconds?: number
  readonly firstEventSeconds?: number
  readonly idleSeconds?: number
  readonly totalSeconds?: number
  readonly eventBytes?: number
}

/** A request that reached the suite's server in the vendor's place. */
export interface VendorRequest {
  readonly method: string
  /** Path and query as they stood in the request line, nothing decoded. */
  readonly target: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The body as JSON; `undefined` when it is none. */
  readonly json: JsonValue | undefined
}

/** A whole answer. `status` is 200 by default. */
export interface VendorReply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/**
 * How the vendor answers a turn, in pieces that the suite sends when and as a scenario wants it: `begin`, `text(…)` for
 * each piece of the answer, `end`. Every piece is whole events of the vendor's format.
 */
export interface VendorAnswer {
  /** With the content type; one of `text/event-stream` adds the scenarios of that format. */
  readonly headers: Readonly<Record<string, string>>
  /** What comes before the first text, such as the run's id. May be empty. */
  readonly begin: string | Uint8Array
  /** The event that adds `text` to the answer. */
  text(text: string): string | Uint8Array
  /** All that tells that the turn is complete. May be empty where the vendor has no such thing. */
  readonly end: string | Uint8Array
}

/** How far the last turn has come at the vendor. */
export interface VendorProgress {
  /** How many requests have begun work. */
  readonly begun: number
  /** Whether the last of them has been answered to its very end; `false` while it runs, and after it was cut. */
  readonly complete: boolean
}

/** The vendor's wire, as far as the suite has to speak it. It refuses what the vendor would refuse (`problem`). */
export interface Vendor {
  /** The answer of a request that begins work at the vendor; `undefined` for any other request. */
  answer(request: VendorRequest): VendorAnswer | undefined
  /**
   * The answer of a request that begins no work: a conversation that is made, a run that is asked about or canceled.
   * `undefined` (default): 404.
   */
  aside?(request: VendorRequest, progress: VendorProgress): VendorReply | undefined
  /** What in a request that begins work names the vendor's conversation. Required unless `sessions-apart` is left out. */
  session?(request: VendorRequest): string | undefined
  /** Why the real vendor would refuse any such request (an id of a wrong shape, a wrong signature), in words: it fails the test. */
  problem?(request: VendorRequest): string | undefined
  /** How the vendor refuses with `status`. `leak` stands for its own words and has to be in the body. Default: JSON. */
  refusal?(status: number, leak: string): VendorReply
  /** An event that cannot be parsed and contains `leak`. Default, for event streams: `data: {"` and the leak. */
  unparseable?(leak: string, request: VendorRequest): string | Uint8Array
  /** The event by which the vendor says in the stream that the turn failed, with `leak` as its own words. */
  failure?(leak: string, request: VendorRequest): string | Uint8Array
  /** What `connect` gives the adapter as credentials: found in no event, error or card. */
  readonly secrets?: readonly string[]
  /** Further environment variables by which this vendor's SDK would find credentials that nobody configured. */
  readonly environment?: readonly string[]
}

/** An adapter as the suite wants it. */
export interface AdapterUnderTest {
  /** Makes the agent as the adapter's `connect` does, with its settings pointing to `url` (`http://127.0.0.1:…`, no slash behind it). */
  connect(url: string, limits: SuiteLimits): Agent
  readonly vendor: Vendor
  /** Scenarios that the vendor's protocol cannot express, each with the reason in words; the suite prints it. */
  readonly leftOut?: Readonly<Partial<Record<AdapterScenario, string>>>
  /** Multiplies how long the suite waits for what has to happen, for machines that are slow. Default 1. */
  readonly patience?: number
}
