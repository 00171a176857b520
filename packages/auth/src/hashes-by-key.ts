/** Which secrets of a key are at hand. The first one needs no entry: its hash is the key's id. */
export class HashesByKey {
  readonly #later = new Map<string, Set<string>>()

  add(keyId: string, hash: string): void {
    if (hash === keyId) return
    const hashes = this.#later.get(keyId)
    if (hashes) hashes.add(hash)
    else this.#later.set(keyId, new Set([hash]))
  }

  remove(keyId: string, hash: string): void {
    const hashes = this.#later.get(keyId)
    if (hashes?.delete(hash) && hashes.size === 0) this.#later.delete(keyId)
  }

  /** A copy: dropping what it names changes this. */
  of(keyId: string): readonly string[] {
    return [keyId, ...(this.#later.get(keyId) ?? [])]
  }
}
