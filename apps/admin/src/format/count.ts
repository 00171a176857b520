const WHOLE = new Intl.NumberFormat('en')

/** A number with its thousands apart: `1,204`. */
export const count = (number: number): string => WHOLE.format(number)

/** A number and what it counts: `1 agent`, `1,204 agents`. */
export const counted = (number: number, one: string, many = `${one}s`): string =>
  `${count(number)} ${number === 1 ? one : many}`
