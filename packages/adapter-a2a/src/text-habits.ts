/** What is remembered of an agent from one stream to the next. */
export class TextHabits {
  readonly #known: () => boolean
  #seen: boolean | undefined

  /** `known`: whether the agent was known to do so before, or by another gateway. */
  constructor(known: () => boolean = () => false) {
    this.#known = known
  }

  /** Its status messages say the whole text again each time. What its last stream has shown counts for more than what was known. */
  get cumulative(): boolean {
    return this.#seen ?? this.#known()
  }

  set cumulative(seen: boolean) {
    this.#seen = seen
  }
}
