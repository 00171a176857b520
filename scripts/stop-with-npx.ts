import { readFileSync } from 'node:fs'

/*
 * Loaded before the gateway by `pnpm start`. `npx pnpm start` puts npm and a shell between the caller and pnpm, and that
 * shell dies of SIGTERM without passing it on: whoever stops the npx process would leave the gateway running. So when
 * npm was there at the start and is gone, the gateway gets the SIGTERM that was lost. Only where /proc tells who started
 * whom; elsewhere, and without npx, nothing is watched.
 */

const INTERVAL_MILLISECONDS = 250

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets and may itself hold spaces and brackets.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    return Number.isInteger(parent) && parent > 1 ? parent : undefined
  } catch {
    return undefined
  }
}

/** npm gives its process this title. */
function isNpx(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('npm exec')
  } catch {
    return false
  }
}

function ancestors(pid: number): readonly number[] {
  const parent = parentOf(pid)
  return parent === undefined ? [] : [parent, ...ancestors(parent)]
}

const npx = ancestors(process.pid).slice(0, 4).find(isNpx)

if (npx !== undefined) {
  const timer = setInterval(() => {
    if (isNpx(npx)) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, INTERVAL_MILLISECONDS)
  timer.unref()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      // It was not lost: a second one would cut the calls that are still open.
      clearInterval(timer)
      // Before the gateway listens to signals they end it, as they would without this listener.
      if (process.listenerCount(signal) === 0) process.exit(1)
    })
  }
}
