/** The events of a stream, pulled one by one. */
export interface EventIterator<Event> extends AsyncIterator<Event> {
  /**
   * The next event, if it is here already: events that came together are read without a wait for each. `undefined` when
   * none is here, whether more follow or not; `next()` tells. Throws what `next()` would have rejected with. Not to be
   * called while a `next()` is under way. A stream that leaves it out is only read by `next()`.
   */
  ready?(): Event | undefined
}

/** A stream of events. Every `AsyncIterable` is one. */
export interface EventIterable<Event> extends AsyncIterable<Event> {
  [Symbol.asyncIterator](): EventIterator<Event>
}
