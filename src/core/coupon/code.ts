/**
 * Coupon codes: 80 random bits as 16 characters of Crockford's base32 (https://www.crockford.com/base32.html), which has
 * no I, L, O and U, so that a code survives being read aloud or copied by hand.
 */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const ONLY_ALPHABET = /^[0-9A-HJKMNP-TV-Z]+$/
const LENGTH = 16

/** How many random bytes one code takes. */
export const COUPON_CODE_BYTES = 10

/**
 * @param bytes ten bytes from a cryptographic source; randomness is an argument because core has none.
 * @throws RangeError when there are not exactly ten.
 */
export function couponCode(bytes: Uint8Array): string {
  if (bytes.length !== COUPON_CODE_BYTES) {
    throw new RangeError(`a coupon code takes ${COUPON_CODE_BYTES} bytes, got ${bytes.length}`)
  }
  let code = ""
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      code += (code.length % 5 === 4 ? "-" : "") + ALPHABET.charAt((held >> bits) & 31)
    }
    held &= (1 << bits) - 1
  }
  return code
}

/**
 * The canonical code that somebody meant: any case, with or without dashes, spaces or dots, O for 0, I and L for 1.
 * Null when it cannot be a code of ours, so that the shop's own promotion codes are left alone.
 */
export function normaliseCouponCode(typed: string): string | null {
  // Bounded before any pattern runs: what arrives here is what a stranger typed.
  if (typed.length > 64) {
    return null
  }
  const plain = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\-_.\u2010-\u2015\u2212]/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1")
  return plain.length === LENGTH && ONLY_ALPHABET.test(plain) ? groupCouponCode(plain) : null
}

/** `ABCD-EFGH-JKMN-PQRS`: four groups of four, the form that is stored, shown and given to Medusa. */
function groupCouponCode(plain: string): string {
  return (plain.match(/.{4}/g) as string[]).join("-")
}
