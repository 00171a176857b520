/** A constructor that answers the object it is given: what extends it puts its own private member on that object. */
class Given {
  constructor(value: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the object gets a private member, and stays what it is
    return value
  }
}

/** Keeps the place of an event in a private member of it, as `source.ts` does: it is no part of the JSON, and costs nothing where there is none. */
class Placed extends Given {
  #place: number

  private constructor(event: object, place: number) {
    super(event)
    this.#place = place
  }

  static remember(event: object, place: number): void {
    if (#place in event) event.#place = place
    else new Placed(event, place)
  }

  static of(event: object): number | undefined {
    return #place in event ? event.#place : undefined
  }
}

/** Remembers the number of an event in the log of its task. Bindings that can send it do (`id:` of server-sent events). */
export function rememberPlace(event: object, place: number): void {
  Placed.remember(event, place)
}

/** The number of an event in the log of its task: where a stream that broke goes on (`Last-Event-ID`). `undefined` for events without a log. */
export function placeOf(event: object): number | undefined {
  return Placed.of(event)
}
