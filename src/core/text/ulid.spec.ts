import fc from "fast-check"
import { ULID_RANDOM_BYTES, ulidOf } from "./ulid"

const bytes = fc.uint8Array({ minLength: ULID_RANDOM_BYTES, maxLength: ULID_RANDOM_BYTES })
const time = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const numberOf = (text: string): bigint =>
  Array.from(text).reduce((sum, digit) => sum * 32n + BigInt(DIGITS.indexOf(digit)), 0n)

describe("an id", () => {
  it("has the time that the specification's example has", () => {
    expect(ulidOf(1_469_918_176_385, new Uint8Array(ULID_RANDOM_BYTES)).slice(0, 10)).toBe(
      "01ARYZ6S41"
    )
  })

  it("holds all of its time and all of its chance, each bit once", () => {
    fc.assert(
      fc.property(time, bytes, (now, random) => {
        const id = ulidOf(now, random)
        expect(id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
        expect(numberOf(id.slice(0, 10))).toBe(BigInt(now))
        expect(numberOf(id.slice(10))).toBe(BigInt(`0x${Buffer.from(random).toString("hex")}`))
      })
    )
  })

  it("sorts by the time, and takes its chance from where it is told", () => {
    fc.assert(
      fc.property(time, time, bytes, (one, other, random) => {
        fc.pre(one < other)
        expect(ulidOf(one, random) < ulidOf(other, random)).toBe(true)
      })
    )
    const drawn = Uint8Array.from({ length: 20 }, (_, i) => i)
    expect(ulidOf(0, drawn, 10)).toBe(ulidOf(0, drawn.slice(10)))
    expect(ulidOf(0, drawn, 10)).not.toBe(ulidOf(0, drawn))
  })
})
