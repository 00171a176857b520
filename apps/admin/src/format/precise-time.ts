const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

/** `12:03:11.042`, in the reader's time zone, of milliseconds since 1970. */
export const preciseTime = (milliseconds: number): string => CLOCK.format(milliseconds).replace(',', '.')
