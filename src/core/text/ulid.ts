const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const RADIX = CROCKFORD.length
const TIME_DIGITS = 10
/** Five bytes are eight digits, and a number that is exact. */
const GROUP = { bytes: 5, digits: 8 }
/** What is drawn for one id. */
export const ULID_RANDOM_BYTES = 10

/**
 * A ULID (github.com/ulid/spec): 48 bits of time and 80 of chance, in Crockford's base 32, so that ids sort by when they were made.
 * @param time milliseconds since 1970; @param random of which the ten bytes from `at` on are used
 */
export function ulidOf(time: number, random: Uint8Array, at = 0): string {
  let text = digitsOf(time, TIME_DIGITS)
  for (let from = at; from < at + ULID_RANDOM_BYTES; from += GROUP.bytes) {
    let group = 0
    for (let index = from; index < from + GROUP.bytes; index += 1) {
      group = group * 256 + (random[index] as number)
    }
    text += digitsOf(group, GROUP.digits)
  }
  return text
}

function digitsOf(value: number, digits: number): string {
  let text = ""
  let rest = value
  for (let digit = 0; digit < digits; digit += 1) {
    text = (CROCKFORD[rest % RADIX] as string) + text
    rest = Math.floor(rest / RADIX)
  }
  return text
}
