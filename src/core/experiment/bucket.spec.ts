import fc from "fast-check"
import { bucketOf, fnv1a } from "./bucket"

// From the authors' own table (Fowler, Noll, Vo), and for texts beyond ASCII from their definition over UTF-8.
it.each([
  ["", 2166136261],
  ["a", 3826002220],
  ["b", 3876335077],
  ["foobar", 3214735720],
  ["hello", 1335831723],
])("FNV-1a of %p is %d", (text, hash) => {
  expect(fnv1a(text)).toBe(hash)
})

// Pinned: another value would move people between holdout and treatment.
it.each([
  ["seed", "ana@shop.example", 30.45],
  ["seed", "cus_01", 1.25],
  ["other", "ana@shop.example", 10.67],
])("the bucket of %s, %s is %d", (seed, id, bucket) => {
  expect(bucketOf(seed, id)).toBe(bucket)
})

it("lies in [0, 100) and is always the same", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (seed, id) => {
      const bucket = bucketOf(seed, id)
      expect(bucket).toBeGreaterThanOrEqual(0)
      expect(bucket).toBeLessThan(100)
      expect(bucketOf(seed, id)).toBe(bucket)
    })
  )
})

it("holds out the share that was asked for, for ids that differ little", () => {
  const people = 20_000
  for (const [seed, percent] of [
    ["a", 1],
    ["b", 5],
    ["c", 10],
    ["d", 50],
  ] as const) {
    let held = 0
    for (let i = 0; i < people; i++) {
      held += bucketOf(seed, `cus_${i}`) < percent ? 1 : 0
    }
    const p = percent / 100
    // Four standard errors: one run in some ten thousand would fail by chance, and this one is fixed.
    expect(Math.abs(held / people - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / people))
  }
})

it("two experiments divide people independently", () => {
  const people = 20_000
  let both = 0
  for (let i = 0; i < people; i++) {
    both += bucketOf("one", `cus_${i}`) < 50 && bucketOf("two", `cus_${i}`) < 50 ? 1 : 0
  }
  expect(Math.abs(both / people - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / people))
})
