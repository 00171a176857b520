/** A member with its value, or nothing: `null` takes away. */
export const present = <Name extends string, Value>(name: Name, value: Value | null | undefined) =>
  (value === undefined || value === null ? {} : { [name]: value }) as { [Key in Name]?: Value }
