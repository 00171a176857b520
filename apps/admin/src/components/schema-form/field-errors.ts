import { isApiError } from '../../api/is-api-error.ts'

/** What is wrong, by the place in the form: `upstreams[0].settings.url`. */
export type FieldErrors = ReadonlyMap<string, string>

export const NO_ERRORS: FieldErrors = new Map()

const ISSUE = /^([A-Za-z_$][\w$-]*(?:\[\d+\]|\.[\w$-]+)*): (.+)$/

/** The single things that an answer says are wrong, at their places. None where it is no refusal of what was filled in. */
export function fieldErrorsOf(error: unknown): FieldErrors {
  if (!isApiError(error) || error.status !== 400) return NO_ERRORS
  const text = error.message.replace(/^The agent definition is not valid\. /, '').replace(/\.$/, '')
  const found = text.split('; ').flatMap((issue) => {
    const [, place, what] = ISSUE.exec(issue) ?? []
    return place === undefined || what === undefined ? [] : [[placeOf(place), sentence(what)] as const]
  })
  if (found.length > 0) return new Map(found)
  return error.param === undefined ? NO_ERRORS : new Map([[placeOf(error.param), error.message]])
}

/** `upstreams[0].url` is short for the setting, which is what forms have. */
const placeOf = (place: string) => place.replace(/^(upstreams\[\d+\])\.url$/, '$1.settings.url')

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`

/** Whether something is wrong at a place or within it. */
export const hasErrorWithin = (errors: FieldErrors, place: string): boolean =>
  [...errors.keys()].some((each) => each === place || each.startsWith(`${place}.`) || each.startsWith(`${place}[`))
