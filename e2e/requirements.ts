interface Requirement {
  /** Where it comes from. */
  readonly source: string
  readonly behaviour: string
}

/** What the gateway does, each proven by at least one test that cites its id. */
export const requirements = {
  send: {
    source: 'A2A 1.0 §3.1.1',
    behaviour: 'A message is sent and answered by a task or a message, in both versions.',
  },
  stream: { source: 'A2A 1.0 §3.1.2', behaviour: 'A stream begins with its task and carries every event in order.' },
  bridge: {
    source: 'A2A 1.0 appendix A',
    behaviour: 'Any caller version reaches any upstream version, unary and streaming.',
  },
  'multi-turn': { source: 'A2A 1.0 §3.4', behaviour: 'A task that asks for input goes on with the next message.' },
  get: { source: 'A2A 1.0 §3.1.3', behaviour: 'A task can be asked for by its id.' },
  list: {
    source: 'A2A 1.0 §3.1.4',
    behaviour: "ListTasks is answered from the owner's index, for upstreams of any version.",
  },
  cancel: { source: 'A2A 1.0 §3.1.5', behaviour: 'A running task can be canceled.' },
  subscribe: { source: 'A2A 1.0 §3.1.6', behaviour: 'A stream can be joined again; its first event is the task.' },
  push: {
    source: 'A2A 1.0 §3.1.7',
    behaviour: 'Push configurations are relayed to upstreams that declare push, else −32003.',
  },
  'extended-card': {
    source: 'A2A 1.0 §3.1.11',
    behaviour: "The extended card is served with the gateway's addresses.",
  },
  errors: {
    source: 'A2A 1.0 §5.4',
    behaviour: "Errors have the right code in the caller's version; an agent's own keep code and message.",
  },
  version: {
    source: 'A2A 1.0 §3.6',
    behaviour: 'The version is negotiated by header, query parameter or method name; an unknown one is −32009.',
  },
  'version-memory': {
    source: 'genui-sdk#219',
    behaviour: 'An upstream that claims 1.0 and answers −32601 is retried once as 0.3, and remembered.',
  },
  'request-id': { source: 'JSON-RPC 2.0 §5', behaviour: 'An id of any type comes back equal.' },
  paths: {
    source: 'LiteLLM API',
    behaviour: '/a2a/{id or name}, with a slash, message/send, message/stream and /v1/a2a are all served.',
  },
  card: {
    source: 'A2A 1.0 §8',
    behaviour: "Cards are served for readers of both versions, with the gateway's addresses and security only.",
  },
  'card-search': {
    source: 'mcp-gateway-registry#1724',
    behaviour: 'Registering never waits for the card; a minimal one is served until it is found.',
  },
  registry: {
    source: 'LiteLLM API',
    behaviour: 'Agents are listed, registered, changed and removed over /v1/agents; file entries are read-only.',
  },
  secrets: {
    source: 'design §7',
    behaviour: 'Credentials of upstreams are encrypted at rest and masked in every answer.',
  },
  metadata: { source: 'OWASP SSRF', behaviour: 'Cloud metadata addresses are refused as upstreams.' },
  keys: {
    source: 'LiteLLM API',
    behaviour: 'Keys are made, shown once, listed, changed, blocked and deleted; expired and blocked ones stop.',
  },
  access: {
    source: 'design §9',
    behaviour: 'Access is denied unless granted; listing, card and invoking obey the same grant.',
  },
  teams: {
    source: 'the issue',
    behaviour:
      'A key reaches what it, its team and its user are all granted; teams have admins; a change holds on every gateway within a second.',
  },
  tokens: {
    source: 'issue 6',
    behaviour: 'Tokens of OpenID Connect issuers are taken in the place of keys; their claims say user, team and role.',
  },
  'sign-in': {
    source: 'issue 6',
    behaviour: 'People sign in with a browser, by a key or an identity provider, act for a team, and are written down.',
  },
  users: {
    source: 'LiteLLM API',
    behaviour: 'Users have roles, which their keys have; what a user is granted narrows every key of theirs.',
  },
  ownership: {
    source: 'A2A 1.0 §13.1',
    behaviour: "Someone else's task is not found, and the agent does not hear of it.",
  },
  contexts: { source: 'design §6', behaviour: 'Two owners with the same contextId never share one.' },
  traces: {
    source: 'issue 7',
    behaviour:
      'A call that an agent makes is linked to the call that caused it; agents that ask one another without end are stopped.',
  },
  telemetry: {
    source: 'issue 7',
    behaviour:
      'An OpenTelemetry collector is told of calls in spans, logs and metrics, in the trace of the caller, and off the path of the calls.',
  },
  metrics: {
    source: 'design §9',
    behaviour:
      'GET /metrics tells Prometheus how calls, agents and the process do; it needs a credential unless it is opened.',
  },
  replay: {
    source: 'issue 7',
    behaviour: 'A recorded message is sent once more, by those who may, and its answer compared with the first.',
  },
  records: {
    source: "the seed's logs",
    behaviour: 'Every call leaves one record, however it ends; a key sees its own.',
  },
  redaction: {
    source: 'issue 7',
    behaviour:
      'What looks like a secret, or is called one, reaches no sink, no log and no file, wherever it was written.',
  },
  'bad-input': { source: 'the issue', behaviour: 'Whatever a caller sends, it gets a clear error and a record.' },
  'bad-upstream': {
    source: 'the issue',
    behaviour: 'Whatever an upstream does, the caller gets a clear error, nothing leaks and nothing hangs.',
  },
  disconnect: { source: 'design §2', behaviour: 'A caller that leaves frees its upstream within a second.' },
  'stream-to-send': {
    source: 'design §6',
    behaviour: 'Streaming to an agent that does not stream is a send, answered as a stream.',
  },
  'runner-tasks': {
    source: 'design §6',
    behaviour:
      'A task of a runner is the gateway’s: it goes on without its caller, is listed, followed and canceled, and takes no message while it works.',
  },
  resume: {
    source: 'design §6',
    behaviour: 'Events carry numbers; with Last-Event-ID a stream goes on behind one, also after the task has ended.',
  },
  crash: {
    source: 'design §7',
    behaviour: 'Tasks of a process that is gone are joined where they can be, and else fail clearly.',
  },
  'idempotent-send': {
    source: 'design §6',
    behaviour:
      'A message that is sent again is the same task, also when several arrive at once; another body is −32602.',
  },
  cost: {
    source: 'design §6',
    behaviour: 'Usage and cost of a run stand once: with the call that saw it end, else on a record of its own.',
  },
  usage: {
    source: 'issue 6',
    behaviour: 'What calls take and cost is summed by day, key, team, user and agent, and equals the records.',
  },
  balance: {
    source: 'LiteLLM page: load balancing',
    behaviour: 'An agent with several upstreams spreads new conversations over them, by a strategy and by weight.',
  },
  affinity: {
    source: 'design §5',
    behaviour: 'A task and its conversation stay with the upstream that holds them, also after a restart.',
  },
  retry: {
    source: 'design §2',
    behaviour: 'What an upstream has not begun is tried on another; each attempt is in the record.',
  },
  breaker: {
    source: 'design §5',
    behaviour: 'An upstream that fails is taken out, with the reason and since when over the API.',
  },
  fallback: {
    source: 'design §5',
    behaviour: 'Agents stand in for one whose upstreams are all down, for callers with a grant for them.',
  },
  mirror: {
    source: 'design §5',
    behaviour: 'An upstream may get copies of new messages; they are nobody’s tasks, and each leaves a record.',
  },
  queue: {
    source: 'design §5',
    behaviour: 'Calls beyond what an upstream works on at once wait; beyond the queue they are 503 with Retry-After.',
  },
  kill: {
    source: 'design §5',
    behaviour: 'A stopped agent gets no calls, and by choice ends what it works at, also its own tasks.',
  },
  'upstream-change': {
    source: 'design §5',
    behaviour: 'Upstreams are changed, drained and stopped while calls run.',
  },
  restart: { source: 'design §7', behaviour: 'A second start finds agents, keys, tasks and records again.' },
  replicas: {
    source: 'design §7',
    behaviour:
      'Gateways on one PostgreSQL share agents, keys, tasks and records; a revoked key stops everywhere within a second.',
  },
  drain: { source: 'design §9', behaviour: 'SIGTERM: open calls finish within DRAIN_SECONDS, then a clear end.' },
  startup: {
    source: 'the issue',
    behaviour: 'What stands in the way of a start is told in one line with its remedy, exit code 1.',
  },
  'seed-client': { source: 'the seed', behaviour: "The wire of the seed's client works unchanged." },
  'exact-numbers': { source: 'design §8', behaviour: 'Numbers beyond 2^53 survive, also through a translation.' },
  ping: { source: 'design §9', behaviour: 'A silent stream carries a comment every 15 s.' },
  'outside-adapters': {
    source: 'design §3',
    behaviour:
      'A package listed under adapters: in gateway.yaml brings an adapter; no request makes the gateway import anything.',
  },
  extensions: {
    source: 'A2A 1.0 §3.2.6',
    behaviour: "A2A-Extensions goes to the agent; the caller's credentials do not.",
  },
  'agentcore-a2a': {
    source: 'the issue',
    behaviour: 'A runtime of Bedrock AgentCore that speaks A2A is a native agent, signed for and kept in a session.',
  },
  'bedrock-agentcore': {
    source: 'the issue',
    behaviour: 'Clients of both versions reach runtimes of Bedrock AgentCore: tasks, streams, conversations, usage.',
  },
  repairs: {
    source: 'agents in the wild',
    behaviour: 'What an agent writes in another form is served clean, in both versions, and marked for administrators.',
  },
  budgets: {
    source: 'the issue',
    behaviour:
      'Keys, teams, users, agents and conversations spend no more than their budgets, however many call at once; get and cancel are free.',
  },
  alerts: {
    source: 'the issue',
    behaviour:
      'Webhooks are told, signed, when a budget reaches what somebody wants to hear of and when it is used up: once in each window over all gateways, at least once to each, whatever fails on the way.',
  },
  limits: {
    source: 'the issue',
    behaviour:
      'Messages, tokens and parallel work of keys, agents and conversations end at their limits, with 429 and what is left told; get and cancel are free.',
  },
  'stay-attached': {
    source: 'design §6',
    behaviour:
      'An agent that keeps its own tasks gets tasks of the gateway’s by setting: they last, and are joined without a gap.',
  },
  'early-answer': {
    source: 'A2A 1.0 §3.2.2',
    behaviour: 'A send or a stream that its agent ends too early ends when the task has ended or waits for its caller.',
  },
  'forwarded-headers': {
    source: 'LiteLLM API',
    behaviour: "x-a2a-{agent}-{header} and the allow-list reach their agent; no caller's key or cookie reaches any.",
  },
  'agent-credentials': {
    source: "the vendors' A2A endpoints",
    behaviour: 'The gateway proves who it is to agents; what it proves it by is shown to nobody.',
  },
  registration: {
    source: 'the issue',
    behaviour:
      "Each provider is registered over the API, in gateway.yaml and in LiteLLM's words, and is used as one A2A agent like another.",
  },
  'vendor-failures': {
    source: 'the issue',
    behaviour:
      'Whatever a vendor does, the task ends as failed with a message that helps, after one request that begins work; nothing of the vendor or of a secret is told.',
  },
  langgraph: {
    source: 'the issue',
    behaviour: 'Clients of both versions reach assistants of LangGraph servers: tasks, streams, conversations.',
  },
} as const satisfies Readonly<Record<string, Requirement>>

export type RequirementId = keyof typeof requirements
