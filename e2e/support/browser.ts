/** For tests: what a browser does with cookies and with the origin of its requests, over real HTTP. */

interface Cookie {
  readonly name: string
  readonly value: string
  readonly secure: boolean
}

export interface Visit {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
  /** The page that asks, by its origin; `navigation`: the address bar, or a link of another site. Default: a page of the address itself. */
  readonly from?: 'navigation' | (string & {})
}

/** Where addresses that do not exist are served, as behind a balancer that ends TLS. */
export type Served = Readonly<Record<string, string>>

/**
 * Keeps cookies by host (of any port, as browsers do), refuses those with a prefix that they do not deserve, and says
 * where requests come from.
 */
export function browser(served: Served = {}) {
  const jars = new Map<string, Map<string, Cookie>>()
  const jarOf = ({ hostname }: URL) => {
    const jar = jars.get(hostname) ?? new Map<string, Cookie>()
    jars.set(hostname, jar)
    return jar
  }

  const keep = (url: URL, line: string) => {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    const has = (attribute: string) => attributes.some((each) => each.toLowerCase() === attribute)
    const secure = has('secure')
    if (secure && url.protocol !== 'https:') return
    const domain = attributes.some((each) => /^domain=/i.test(each))
    if (name.startsWith('__Host-') && !(secure && has('path=/') && !domain)) return
    const over = attributes.some((each) => /^(?:max-age=0|expires=Thu, 01 Jan 1970.*)$/i.test(each))
    if (over) jarOf(url).delete(name)
    else jarOf(url).set(name, { name, value, secure })
  }

  const visit = async (address: string, { method, body, headers, from }: Visit = {}): Promise<Response> => {
    const url = new URL(address)
    const target = served[url.origin]
    const cookie = [...jarOf(url).values()]
      .filter(({ secure }) => !secure || url.protocol === 'https:')
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    const page = from ?? url.origin
    const verb = method ?? (body === undefined ? 'GET' : 'POST')
    const site = from === 'navigation' ? 'none' : page === url.origin ? 'same-origin' : 'cross-site'
    const form = body instanceof URLSearchParams
    const response = await fetch(target === undefined ? url : new URL(url.pathname + url.search, target), {
      method: verb,
      redirect: 'manual',
      headers: {
        ...(cookie === '' ? {} : { cookie }),
        ...(from === 'navigation' || verb === 'GET' ? {} : { origin: page }),
        'sec-fetch-site': site,
        ...(target === undefined ? {} : { 'x-forwarded-proto': 'https', 'x-forwarded-host': url.host }),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) keep(url, line)
    return response
  }

  return {
    visit,
    /** Follows redirects until an answer is none, or leads to an address that `stop` takes. */
    async follow(address: string, stop: (url: string) => boolean = () => false, first: Visit = { from: 'navigation' }) {
      let url = address
      let response = await visit(url, first)
      for (let hops = 0; hops < 12; hops += 1) {
        const location = response.headers.get('location')
        if (location === null) return { url, response }
        await response.text()
        url = new URL(location, url).href
        if (stop(url)) return { url, response }
        response = await visit(url, { from: 'navigation' })
      }
      throw new Error(`too many redirects, at last to ${url}`)
    },
    /** The names of the cookies that are kept for a host. */
    cookies: (address: string) => [...jarOf(new URL(address)).keys()],
    /** What another machine would hold that got hold of a cookie. */
    steal: (address: string, name: string) => jarOf(new URL(address)).get(name)?.value,
  }
}

export type Browser = ReturnType<typeof browser>
