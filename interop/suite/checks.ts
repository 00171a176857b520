/** What was checked, in order. */
export class Checks {
  readonly #failures: string[] = []
  #passed = 0

  get passed(): number {
    return this.#passed
  }

  get failures(): readonly string[] {
    return this.#failures
  }

  /** Counts one check; `detail` tells what was seen and is printed where it fails. */
  check(name: string, holds: boolean, detail: string): void {
    if (holds) this.#passed++
    else this.#failures.push(`${name}\n${detail.replace(/^/gm, '    ')}`)
  }
}
