import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** CPU time a process has used, in microseconds: of all its threads, and of the one that runs its event loop. */
export interface CpuTime {
  readonly process: number
  readonly mainThread: number
}

/** Reads what the kernel's scheduler has counted for each thread (Linux: `/proc/<pid>/task/<tid>/schedstat`). */
export function cpuTime(pid: number): CpuTime {
  let total = 0
  let mainThread = 0
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const path = `/proc/${pid}/task/${thread}/schedstat`
    // A thread may end between the two reads.
    if (!existsSync(path)) continue
    const microseconds = Number(readFileSync(path, 'utf8').split(' ')[0]) / 1000
    total += microseconds
    if (Number(thread) === pid) mainThread = microseconds
  }
  return { process: total, mainThread }
}

/** CPU time by the names of the threads, in microseconds, the greatest first. */
export function cpuByThread(pid: number): [name: string, microseconds: number][] {
  const times = new Map<string, number>()
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const folder = `/proc/${pid}/task/${thread}`
    if (!existsSync(folder)) continue
    const name = Number(thread) === pid ? 'main' : readFileSync(`${folder}/comm`, 'utf8').trim()
    const taken = Number(readFileSync(`${folder}/schedstat`, 'utf8').split(' ')[0]) / 1000
    times.set(name, (times.get(name) ?? 0) + taken)
  }
  return [...times].sort(([, one], [, other]) => other - one)
}

export function cpuBetween(before: CpuTime, after: CpuTime): CpuTime {
  return { process: after.process - before.process, mainThread: after.mainThread - before.mainThread }
}

/** Resident memory in MiB. */
export function memory(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kibibytes) / 1024
}

const QUIET_SHARE = 0.04
const LOOK_MS = 300

/**
 * Waits until a process has finished what it still had to do, such as writing records: at most 20 s. `share` of a core is
 * what it may go on taking.
 */
export async function settled(pid: number, share = QUIET_SHARE): Promise<void> {
  const end = performance.now() + 20_000
  while (performance.now() < end) {
    const before = cpuTime(pid)
    await pause(LOOK_MS)
    if (cpuBetween(before, cpuTime(pid)).process < LOOK_MS * 1000 * share) return
  }
}

/** Busy time of all cores since the machine started, in microseconds, by its clock of 10 ms. */
export function machineBusy(): number {
  const [, ...fields] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/)
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0] = fields.map(Number)
  return (user + nice + system + interrupts + softInterrupts) * 10_000
}
