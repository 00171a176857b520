import { searchTexts } from '../search-text.ts'

/** What is looked for: words, a skill, a tag. */
export interface HubSearch {
  readonly q?: string
  readonly skill?: string
  readonly tag?: string
}

/** Which page of the hub an address is of. */
export type HubPlace =
  | { readonly page: 'list'; readonly search: HubSearch }
  | { readonly page: 'agent'; readonly agent: string }
  | { readonly page: 'sign-in' }

const HUB = '/hub'
/** No agent can be named so: a name is one segment, and this has two. */
const SIGN_IN = `${HUB}/-/sign-in`

/** `/hub?q=…`, `/hub/{agent}`, `/hub/-/sign-in`. */
export function hubPlace({ pathname, search }: Pick<Location, 'pathname' | 'search'>): HubPlace {
  if (pathname === SIGN_IN) return { page: 'sign-in' }
  const segment = pathname.slice(HUB.length + 1)
  if (segment !== '') return { page: 'agent', agent: decoded(segment) }
  return { page: 'list', search: searchTexts(Object.fromEntries(new URLSearchParams(search)), ['q', 'skill', 'tag']) }
}

/** The address of a page. */
export function hubPath(place: HubPlace): string {
  if (place.page === 'sign-in') return SIGN_IN
  if (place.page === 'agent') return `${HUB}/${encodeURIComponent(place.agent)}`
  const search = new URLSearchParams({ ...place.search }).toString()
  return search === '' ? HUB : `${HUB}?${search}`
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
