import { lessonsHold, type ShopNow } from "./hold-lessons"

const LEARNED = { day: 20_000, purchases: 100_000 }

test.each<[string, Partial<ShopNow>, boolean]>([
  ["the next night with a few purchases more", { day: 20_001, purchases: 100_900 }, true],
  ["the sixth night after", { day: 20_006 }, true],
  ["a week after", { day: 20_007 }, false],
  ["a clock that went back", { day: 19_999 }, false],
  ["a fiftieth that changed", { changed: 2000 }, true],
  ["more than a fiftieth that changed", { changed: 2001 }, false],
  ["more than a fiftieth that went", { purchases: 97_999 }, false],
])("%s", (_, now, holds) => {
  expect(lessonsHold(LEARNED, { ...LEARNED, changed: 0, ...now })).toBe(holds)
})

test("a small shop learns anew with every change", () => {
  const small = { day: 20_000, purchases: 19_999 }
  expect(lessonsHold(small, { ...small, changed: 1 })).toBe(false)
  expect(lessonsHold(small, { ...small, changed: 1 }, 100)).toBe(true)
})
