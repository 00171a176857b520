/** Push notification configs: flat in 1.0, nested under `pushNotificationConfig` in 0.3. */
import type { JsonObject } from '../json.ts'
import type { AuthenticationInfo, TaskPushNotificationConfig } from '../protocol.ts'
import {
  asJson,
  expected,
  memberOf,
  objectAt,
  optionalString,
  optionalStrings,
  requiredString,
  type Sender,
  withoutEmpty,
  wrong,
} from './fields.ts'

/** Reads a 1.0 config, flat. */
export function readPushConfig(sender: Sender, value: unknown, at: string): TaskPushNotificationConfig {
  const object = withoutEmpty(objectAt(sender, value, at), 'id', 'taskId', 'tenant')
  return { ...checked(sender, object, at), ...authentication(sender, object, at, readAuthentication) }
}

/** Reads the inner config of 0.3. */
export function readLegacyPushConfig(sender: Sender, value: unknown, at: string): TaskPushNotificationConfig {
  const object = withoutEmpty(objectAt(sender, value, at), 'id')
  return { ...checked(sender, object, at), ...authentication(sender, object, at, readLegacyAuthentication) }
}

/** Reads `{taskId, pushNotificationConfig}`; from agents also the flat form. */
export function readLegacyTaskPushConfig(sender: Sender, value: unknown, at: string): TaskPushNotificationConfig {
  const object = objectAt(sender, value, at)
  if (sender === 'agent' && object.pushNotificationConfig === undefined) return readPushConfig(sender, object, at)
  const { pushNotificationConfig, ...others } = object
  const taskId = requiredString(sender, object, 'taskId', at)
  return {
    ...others,
    ...readLegacyPushConfig(sender, pushNotificationConfig, memberOf(at, 'pushNotificationConfig')),
    taskId,
  }
}

export function writeLegacyPushConfig(config: TaskPushNotificationConfig): JsonObject {
  const { authentication: info, ...others } = config
  return info === undefined ? others : { ...others, authentication: writeLegacyAuthentication(info) }
}

export function writeLegacyTaskPushConfig(config: TaskPushNotificationConfig): JsonObject {
  const { taskId = '', tenant, ...others } = config
  return { ...(tenant === undefined ? {} : { tenant }), taskId, pushNotificationConfig: writeLegacyPushConfig(others) }
}

function checked(sender: Sender, object: JsonObject, at: string): TaskPushNotificationConfig {
  for (const name of ['id', 'taskId', 'tenant', 'token']) optionalString(sender, object, name, at)
  const url = requiredString(sender, object, 'url', at)
  if (sender === 'caller' && !(URL.canParse(url) && /^https?:/i.test(url))) {
    throw wrong(sender, memberOf(at, 'url'), 'it must be an absolute http or https URL')
  }
  const { authentication: _authentication, ...others } = object
  return { ...others, url }
}

function authentication(
  sender: Sender,
  object: JsonObject,
  at: string,
  read: (sender: Sender, object: JsonObject, at: string) => AuthenticationInfo,
): { readonly authentication?: AuthenticationInfo } {
  if (object.authentication === undefined) return {}
  const place = memberOf(at, 'authentication')
  return { authentication: read(sender, objectAt(sender, object.authentication, place), place) }
}

function readAuthentication(sender: Sender, object: JsonObject, at: string): AuthenticationInfo {
  optionalString(sender, object, 'credentials', at)
  return {
    ...object,
    scheme:
      sender === 'caller'
        ? requiredString(sender, object, 'scheme', at)
        : (optionalString(sender, object, 'scheme', at) ?? ''),
  }
}

/** 1.0 has one scheme: the first. A list of none or several stays beside it, so that writing 0.3 again gives it back. */
function readLegacyAuthentication(sender: Sender, object: JsonObject, at: string): AuthenticationInfo {
  const schemes = optionalStrings(sender, object, 'schemes', at)
  optionalString(sender, object, 'credentials', at)
  if (schemes === undefined && sender === 'agent') return readAuthentication(sender, object, at)
  if (schemes === undefined) throw wrong(sender, memberOf(at, 'schemes'), expected('an array of strings', undefined))
  const { schemes: _schemes, ...others } = object
  return { ...others, ...(schemes.length === 1 ? {} : { schemes }), scheme: schemes[0] ?? '' }
}

function writeLegacyAuthentication(info: AuthenticationInfo): JsonObject {
  const { scheme, schemes, ...others } = asJson(info)
  return { ...others, schemes: schemes ?? (scheme === '' || scheme === undefined ? [] : [scheme]) }
}
