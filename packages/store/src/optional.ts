type Defined<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], null | undefined> }

/** The fields that have a value: what is NULL in the database is absent in the ports. */
export function present<Fields extends object>(fields: Fields): Defined<Fields> {
  const result: Defined<Fields> = {}
  for (const name in fields) {
    const value = fields[name]
    if (hasValue(value)) result[name] = value
  }
  return result
}

function hasValue<Value>(value: Value): value is Exclude<Value, null | undefined> {
  return value !== null && value !== undefined
}
