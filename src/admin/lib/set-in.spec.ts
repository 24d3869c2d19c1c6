import { moved, setIn } from "./set-in"

test("changes one place and leaves the rest as it was", () => {
  const before = { a: { b: [1, 2, 3] }, c: { d: 1 } }
  const after = setIn(before, ["a", "b", 1], 9)
  expect(after).toEqual({ a: { b: [1, 9, 3] }, c: { d: 1 } })
  expect(after.c).toBe(before.c)
  expect(before.a.b[1]).toBe(2)
})

test("makes what is missing on the way", () => {
  expect(setIn({} as Record<string, unknown>, ["x", "y"], 1)).toEqual({ x: { y: 1 } })
})

test("moves an item and keeps the others in order", () => {
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"])
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"])
})
