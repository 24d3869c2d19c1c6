import { couponCode, normaliseCouponCode } from "./code"

/** A seeded stream of bytes (mulberry32): the test measures the encoding, not the machine's randomness. */
function bytesOf(seed: number): () => Uint8Array {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const bytes = new Uint8Array(10)
  return () => {
    for (let i = 0; i < 10; i += 2) {
      const bits = next()
      bytes[i] = bits & 255
      bytes[i + 1] = (bits >>> 8) & 255
    }
    return bytes
  }
}

describe("coupon codes", () => {
  it("encodes 80 bits as Crockford's base32 in groups of four", () => {
    expect(couponCode(new Uint8Array(10))).toBe("0000-0000-0000-0000")
    expect(couponCode(new Uint8Array(10).fill(255))).toBe("ZZZZ-ZZZZ-ZZZZ-ZZZZ")
    expect(couponCode(Uint8Array.from([0, 68, 50, 20, 199, 66, 84, 182, 53, 207]))).toBe(
      "0123-4567-89AB-CDEF"
    )
  })

  it("refuses any other number of bytes", () => {
    expect(() => couponCode(new Uint8Array(9))).toThrow(/10 bytes, got 9/)
    expect(() => couponCode(new Uint8Array(11))).toThrow(RangeError)
  })

  it("makes a million codes without a duplicate, every character equally often at every place", () => {
    const codes = 1_000_000
    const next = bytesOf(20261122)
    const seen = new Set<string>()
    const counts = new Uint32Array(19 * 128)
    for (let i = 0; i < codes; i++) {
      const code = couponCode(next())
      seen.add(code)
      for (let place = 0; place < 19; place++) {
        counts[place * 128 + code.charCodeAt(place)]! += 1
      }
    }
    expect(seen.size).toBe(codes)
    for (const place of [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13, 15, 16, 17, 18]) {
      const count = [...counts.subarray(place * 128, place * 128 + 128)].filter((n) => n > 0)
      const expected = codes / 32
      const chiSquare = count.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
      expect(count).toHaveLength(32)
      // The 99.99 % quantile of chi-square with 31 degrees of freedom is 69.
      expect(chiSquare).toBeLessThan(69)
    }
  })

  it.each([
    ["0123-4567-89AB-CDEF"],
    ["0123456789ABCDEF"],
    ["0123-4567-89ab-cdef"],
    ["  0123 4567 89ab cdef "],
    ["o123_4567.89AB–CDEF"],
    ["0l23-4567-89ab-cdef"],
    ["OI23-4567-89ab-cdef"],
  ])("reads %j as the code that was meant", (typed) => {
    expect(normaliseCouponCode(typed)).toBe("0123-4567-89AB-CDEF")
  })

  it.each([
    [""],
    ["SUMMER10"],
    ["0123-4567-89AB-CDE"],
    ["0123-4567-89AB-CDEF-0"],
    ["U123-4567-89AB-CDEF"],
    ["0123-4567-89AB-CDÉF"],
    ["0123-4567-89AB-CDEF".repeat(10_000)],
    ["\u0000123-4567-89AB-CDEF"],
  ])("leaves %.24j to the shop's own promotions", (typed) => {
    expect(normaliseCouponCode(typed)).toBeNull()
  })
})
