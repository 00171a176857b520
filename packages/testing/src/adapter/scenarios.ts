/** What the suite tries, by the rule that it belongs to. The names stand in the tests' names and in `leftOut`. */
export const ADAPTER_SCENARIOS = {
  // 1: exactly one terminal event, and it is the right one.
  answer: 'an ordinary answer completes, with its text as it was sent',
  'early-close': 'an answer that ends cleanly before its end fails',
  'cut-socket': 'an answer whose connection is cut fails',
  'html-page': 'an HTML page in place of an answer fails',
  'json-for-stream': 'JSON in place of a stream fails',
  unparseable: 'an event that cannot be parsed fails',
  'vendor-failure': 'a failure told within the stream fails',
  // 2: who stops, stops.
  'abort-while-waiting': 'an abort before the answer begins closes the connection and is told as such',
  'abort-in-stream': 'an abort in the middle closes the connection and is told as such',
  'aborted-before': 'a call that is aborted already begins no work',
  leave: 'a reader that leaves closes the connection',
  // 3: limits of the adapter's own.
  'first-event-limit': 'limits.firstEventSeconds ends a wait for the first event',
  'idle-limit': 'limits.idleSeconds ends silence within a stream',
  'total-limit': 'limits.totalSeconds ends an answer that goes on and on',
  heartbeats: 'comments keep a stream alive',
  // 4: nothing that may have begun is sent again.
  'refused-401': 'HTTP 401 fails, after one request that begins work',
  'refused-404': 'HTTP 404 fails, after one request that begins work',
  'refused-409': 'HTTP 409 fails, after one request that begins work',
  'refused-429': 'HTTP 429 fails, after one request that begins work',
  'refused-500': 'HTTP 500 fails, after one request that begins work',
  'refused-503': 'HTTP 503 fails, after one request that begins work',
  reset: 'a connection that is reset fails, after one request that begins work',
  // 5: bytes.
  'split-bytes': 'bytes may be split at every place',
  crlf: 'lines may end in CR LF',
  'lone-cr': 'lines may end in CR',
  'multi-line-data': 'data may stand on several lines',
  comments: 'comments may stand between events',
  'byte-order-mark': 'a byte order mark may stand in front',
  'large-piece': 'a piece of 9 MiB arrives whole',
  'oversized-event': 'limits.eventBytes ends an event that is larger',
  // 6: secrets.
  environment: "credentials of the process's environment are not used",
  'refused-aside': 'a refusal of whatever comes first fails and tells nothing of it',
  card: 'a card that is refused tells nothing of the refusal',
  // 7: conversations.
  'sessions-apart': 'two owners, and two agents, with the same contextId never share a session',
  'session-kept': 'a conversation goes on in its session',
  // 8: ids.
  'hostile-ids': 'ids that are no names never leave their place in a request',
  // 9: back-pressure.
  'back-pressure': 'a reader that waits makes the vendor wait',
} as const

export type AdapterScenario = keyof typeof ADAPTER_SCENARIOS
