/**
 * Whether a connection may be made: to the host as its URL names it, at the addresses it resolves to (of a URL with an
 * address in it, that one). Asked when a connection is opened, so what is allowed is what is connected to.
 */
export type MayReach = (host: string, addresses: readonly string[]) => boolean
