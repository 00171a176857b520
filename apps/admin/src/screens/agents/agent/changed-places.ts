import { isObject } from '../../../components/schema-form/json.ts'

/** The places where two values differ, each as the names that lead there. Lists are compared as a whole. */
export function changedPlaces(
  one: unknown,
  other: unknown,
  at: readonly string[] = [],
): readonly (readonly string[])[] {
  if (isObject(one) && isObject(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)])
    return [...names].flatMap((name) => changedPlaces(one[name], other[name], [...at, name]))
  }
  return JSON.stringify(one) === JSON.stringify(other) ? [] : [at]
}
