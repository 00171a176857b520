import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { PRIVATE_FILE, PRIVATE_FOLDER } from './spill-segment.ts'

/** A folder that one gateway has to itself. */
export interface ClaimedFolder extends Disposable {
  readonly path: string
}

/** Claims of gateways that are on other machines count for so long after they were last renewed; milliseconds. */
const STALE_MS = 60_000
const RENEW_MS = 15_000

/**
 * Claims the first folder `parent/1`, `parent/2`, … that no living gateway has: gateways may share a disk, and what one of
 * them left behind is for the next that starts.
 */
export function claimFolder(parent: string): ClaimedFolder {
  const mine = `${hostname()} ${process.pid} ${performance.timeOrigin}`
  mkdirSync(parent, { recursive: true, mode: PRIVATE_FOLDER })
  // What was left comes first, so that it is not left for longer.
  const numbers = readdirSync(parent)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  for (const number of [...numbers.sort((one, other) => one - other), Math.max(0, ...numbers) + 1]) {
    const path = join(parent, String(number))
    const claim = join(path, 'claim')
    mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER })
    if (isHeld(claim)) continue
    try {
      rmSync(claim, { force: true })
      writeFileSync(claim, mine, { flag: 'wx', mode: PRIVATE_FILE })
    } catch {
      // Another gateway starts at this moment, and was first.
      continue
    }
    const renewal = setInterval(() => {
      const now = new Date()
      try {
        utimesSync(claim, now, now)
      } catch {}
    }, RENEW_MS)
    renewal.unref()
    return {
      path,
      [Symbol.dispose]() {
        clearInterval(renewal)
        rmSync(claim, { force: true })
      },
    }
  }
  throw new Error(`No folder in ${parent} can be claimed`)
}

function isHeld(claim: string): boolean {
  let words: readonly string[]
  let renewedAt: number
  try {
    words = readFileSync(claim, 'utf8').split(' ')
    renewedAt = statSync(claim).mtimeMs
  } catch {
    return false
  }
  const [host, id = '', began] = words
  if (host !== hostname()) return Date.now() - renewedAt < STALE_MS
  // In a container a new process has the number of the one before it.
  if (Number(id) === process.pid) return began === String(performance.timeOrigin)
  return isAlive(Number(id))
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
