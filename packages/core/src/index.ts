export type { AccessExplainer, AccessExplanation, AccessQuestion, AccessStep } from './access-explanation.ts'
export type { AccessGroupAdministration, AccessGroupChange } from './access-group-administration.ts'
export type { Adapter, AdapterHost, Logger } from './adapter.ts'
export type { Agent, AgentDefinition, AgentTraits, Wrapping } from './agent.ts'
export { around, defineAgent } from './agent.ts'
export type { AgentCallers, AgentCallersReader, GrantedCaller, GrantedCallers } from './agent-callers.ts'
export type {
  AgentCapabilities,
  AgentCard,
  AgentExtension,
  AgentInterface,
  AgentProvider,
  AgentSkill,
} from './agent-card.ts'
export type { AgentCost, TokenPrices } from './agent-cost.ts'
export { costOf, isPricedByToken } from './agent-cost.ts'
export type { AgentGrant, AgentRestriction, AgentRestrictions, AgentRule, EffectiveGrant } from './agent-grant.ts'
export { EVERYWHERE, grants, grantsAsMuch, grantsOperation, liesWithin, ruleAt } from './agent-grant.ts'
export type { AgentStore, StoredAgent } from './agent-storage.ts'
export type { AlertAdministration, AlertData, WebhookTest } from './alert-administration.ts'
export type { AlertDelivery, AlertStore, AlertSubject, AlertType, StoredAlert } from './alert-storage.ts'
export type { Assembly } from './assemble-task.ts'
export { createAssembly } from './assemble-task.ts'
export type { AuditActor, AuditEntry, AuditFilter, AuditStore, AuditTarget } from './audit-log.ts'
export type {
  AgentBudget,
  Budget,
  BudgetChange,
  BudgetWindow,
  CallerBudgets,
  ConversationBudget,
  CountedWindow,
} from './budget.ts'
export { budgetWindows, hasBudget, isBudgetShare, softBudgetOf } from './budget.ts'
export type { BudgetHolder, BudgetOverview, BudgetWindowState } from './budget-overview.ts'
export { type BudgetPeriod, budgetPeriod, isBudgetDuration } from './budget-period.ts'
export type {
  BudgetClaim,
  BudgetCounter,
  BudgetLevel,
  BudgetSpending,
  BudgetState,
  BudgetStore,
} from './budget-storage.ts'
export { callStream, callUnary } from './call-agent.ts'
export type { CallContext, Fact, WorkTaken } from './call-context.ts'
export type { CallAttempt, CallRecord, CallStatus } from './call-record.ts'
export type { CallTrace, TraceParent } from './call-trace.ts'
export {
  attemptSpanOf,
  beginTrace,
  callSpanOf,
  isSampled,
  parseTraceParent,
  traceOfAttempt,
  traceParentOf,
} from './call-trace.ts'
export type { Caller, CallerSession, CallerToken, KeylessCaller, Owner } from './caller.ts'
export { isKeyless, ownerOf, owns } from './caller.ts'
export { decodeAgentCard } from './card/decode-agent-card.ts'
export { encodeAgentCard } from './card/encode-agent-card.ts'
export type { ChangeCondition, EntryVersion } from './change-condition.ts'
export type { CallContextOptions } from './create-call-context.ts'
export { createCallContext } from './create-call-context.ts'
export type { Dialect } from './dialect.ts'
export { dialects } from './dialects.ts'
export type { JsonRpcError } from './error-wire.ts'
export { decodeJsonRpcError, encodeJsonRpcError } from './error-wire.ts'
export { estimatedTokens } from './estimated-tokens.ts'
export type { EventIterable, EventIterator } from './event-iterator.ts'
export { placeOf, rememberPlace } from './event-place.ts'
export type { ExpectedCosts } from './expected-costs.ts'
export { createExpectedCosts } from './expected-costs.ts'
export type { ErrorCode, GatewayErrorOptions } from './gateway-error.ts'
export { ERROR_CODES, GatewayError, gatewayError, isGatewayError, LITELLM_ERROR_TYPES } from './gateway-error.ts'
export type { HeldRequest, IdempotencyStore, IdempotentRequest } from './idempotency-storage.ts'
export type {
  AccessGroupStore,
  EntryFilter,
  EntryPage,
  EntryStore,
  MemberPermission,
  StoredAccessGroup,
  StoredEntry,
  StoredTeam,
  StoredUser,
  TeamFilter,
  TeamMember,
  TeamStore,
  UserFilter,
  UserRole,
  UserStore,
} from './identity-storage.ts'
export { MEMBER_PERMISSIONS } from './identity-storage.ts'
export type { JsonObject, JsonPrimitive, JsonValue } from './json.ts'
export { isJsonObject } from './json.ts'
export type { AdoptedKey, KeyAdministration, KeyChange } from './key-administration.ts'
export type { CallerSecret, FoundSecret, KeyRotation, KeyRotationChange } from './key-rotation.ts'
export { type KeyScope, scopesCall } from './key-scope.ts'
export type { Span } from './member-text.ts'
export { memberSpan, memberText, memberTexts } from './member-text.ts'
export { namedSkills, SKILL_MEMBERS } from './named-skills.ts'
export type {
  Operation,
  Operations,
  RequestOf,
  ResponseOf,
  StreamOperation,
  StreamOperations,
  UnaryOperation,
  UnaryOperations,
} from './operations.ts'
export { isReading, isStreamOperation, OPERATIONS, READING_OPERATIONS } from './operations.ts'
export { parseJson } from './parse-json.ts'
export type {
  Artifact,
  AuthenticationInfo,
  CancelTaskRequest,
  Empty,
  GetExtendedAgentCardRequest,
  GetTaskRequest,
  ListTaskPushNotificationConfigsRequest,
  ListTaskPushNotificationConfigsResponse,
  ListTasksRequest,
  ListTasksResponse,
  Message,
  Part,
  Role,
  SendMessageConfiguration,
  SendMessageRequest,
  SendMessageResponse,
  StreamResponse,
  SubscribeToTaskRequest,
  Task,
  TaskArtifactUpdateEvent,
  TaskPushNotificationConfig,
  TaskPushNotificationConfigRequest,
  TaskState,
  TaskStatus,
  TaskStatusUpdateEvent,
} from './protocol.ts'
export type { ProtocolVersion } from './protocol-version.ts'
export { A2A_VERSION_HEADER, PROTOCOL_VERSIONS, parseProtocolVersion } from './protocol-version.ts'
export { createRandomDigits, type RandomDigits } from './random-digits.ts'
export type { AgentRateLimits, CallerLimits, RateLimits, RateLimitsChange } from './rate-limits.ts'
export { hasLimit } from './rate-limits.ts'
export type { MayReach } from './reach.ts'
export type { RecordFilter, RecordMatch, RecordPage, RecordStore, WrittenRecords } from './record-storage.ts'
export { MOST_TRACES, RECORD_PAGE_MS } from './record-storage.ts'
export type { CallArrival, CallObservation, CallOutcome, CallSubject, Recorder } from './recorder.ts'
export type { Repair } from './repair.ts'
export { isRepair, REPAIRS } from './repair.ts'
export type { RepairStore, StoredRepair } from './repair-storage.ts'
export type {
  RunArtifactEnd,
  RunCanceled,
  RunDone,
  RunEvent,
  RunFailed,
  RunInterrupted,
  RunPart,
  RunProgress,
  RunRejected,
  RunSession,
  RunStarted,
  RunText,
  RunUsage,
  TerminalRunEvent,
} from './run-event.ts'
export { isTerminalRunEvent } from './run-event.ts'
export type {
  HeldRun,
  Lease,
  LoggedEvents,
  MessageClaim,
  RunStore,
  RunWrite,
  StoredRun,
  StoredTask,
  TaskSnapshot,
  TurnOutcome,
  TurnStart,
} from './run-storage.ts'
export type { RunTranslation, RunTranslationOptions } from './run-translation.ts'
export { createRunTranslation } from './run-translation.ts'
export type { Runner } from './runner.ts'
export { sessionIdOf } from './session-id.ts'
export { settledRun } from './settled-run.ts'
export type { SignInStore, StoredSignIn } from './sign-in-storage.ts'
export type { NewSignIn, OidcSignIn, SignedIn, SignInFrom, SignIns, VouchedUser } from './sign-ins.ts'
export type { Sink, SinkDefinition, SinkHost, SinkState, WhenFull } from './sink.ts'
export { defineSink } from './sink.ts'
export type { Source } from './source.ts'
export { rememberSource, sourceOf, sourceText } from './source.ts'
export type {
  CardStore,
  Change,
  ContextEntry,
  KeyFilter,
  KeyPage,
  KeyStore,
  OutageStore,
  SettingStore,
  StopStore,
  Store,
  StoredCard,
  StoredKey,
  StoredOutage,
  StoredStop,
  TaskEntry,
  TaskEntryPage,
  TaskListFilter,
  TaskStore,
  WorkingTask,
} from './storage.ts'
export type {
  GrantChange,
  RestrictionsChange,
  TeamAdministration,
  TeamChange,
  TeamMemberChange,
} from './team-administration.ts'
export type { TextMessageOptions, TextSource } from './text-message.ts'
export { textMessage, textOf } from './text-message.ts'
export type { RunContext, Turn } from './turn.ts'
export type { Usage } from './usage.ts'
export { addUsage, tokensOf } from './usage.ts'
export type {
  Percentiles,
  UsageDimension,
  UsageFilter,
  UsageGroup,
  UsageLatency,
  UsageOrder,
  UsageStore,
  UsageSums,
} from './usage-storage.ts'
export { PERCENTILE_ERROR, USAGE_DIMENSIONS } from './usage-storage.ts'
export type { UserAdministration, UserChange } from './user-administration.ts'
