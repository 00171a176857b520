/** 0.3 data parts carry objects only. Other values are wrapped in one, marked as the official SDKs mark them. */
import { isRawNumber } from '../exact-number.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import { isJsonObject } from '../json.ts'

const FLAG = 'data_part_compat'

interface DataAndMetadata {
  readonly data: JsonValue
  readonly metadata?: JsonObject
}

export function wrapData(data: JsonValue, metadata: JsonObject | undefined): DataAndMetadata {
  if (isJsonObject(data) && !isRawNumber(data)) return metadata === undefined ? { data } : { data, metadata }
  return { data: { value: data }, metadata: { ...metadata, [FLAG]: true } }
}

export function unwrapData(data: JsonValue, metadata: JsonObject | undefined): DataAndMetadata {
  if (metadata?.[FLAG] !== true) return metadata === undefined ? { data } : { data, metadata }
  const { [FLAG]: _flag, ...others } = metadata
  const value = isJsonObject(data) && Object.hasOwn(data, 'value') ? data.value : undefined
  return {
    data: value ?? (value === null ? null : data),
    ...(Object.keys(others).length > 0 ? { metadata: others } : {}),
  }
}
