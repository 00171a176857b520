import { randomBytes, randomFillSync } from 'node:crypto'

/** Gives so many random bytes as hexadecimal digits, two for each. */
export type RandomDigits = (bytes: number) => string

/** How many bytes are fetched at once. */
const FETCHED = 4_096

/** Where ids are made for every call: fetches what is random for many of them at once, as asking costs more than the rest. */
export function createRandomDigits(): RandomDigits {
  const fetched = Buffer.alloc(FETCHED)
  let used = FETCHED
  return (bytes) => {
    if (bytes > FETCHED) return randomDigits(bytes)
    if (used + bytes > FETCHED) {
      randomFillSync(fetched)
      used = 0
    }
    used += bytes
    return fetched.toString('hex', used - bytes, used)
  }
}

/** Where few are made. */
export const randomDigits: RandomDigits = (bytes) => randomBytes(bytes).toString('hex')
