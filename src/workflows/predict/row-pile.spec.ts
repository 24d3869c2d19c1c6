import { rowPile } from "./row-pile"

it("gives back what was put on it, piece by piece and once", async () => {
  const pile = rowPile<{ no: number; name: string | null }>()
  const rows = Array.from({ length: 5000 }, (_, no) => ({ no, name: no % 3 === 0 ? null : "ñ" }))
  // As a stream does, which asks before the last answer.
  await Promise.all([pile.put(rows.slice(0, 2000)), pile.put(rows.slice(2000))])
  const taken: (typeof rows)[] = []
  const take = async (piece: readonly (typeof rows)[number][]) => {
    taken.push([...piece])
  }
  await pile.takeOff(take)
  expect(taken.map((piece) => piece.length)).toEqual([2000, 3000])
  expect(taken.flat()).toEqual(rows)
  await pile.takeOff(take)
  expect(taken).toHaveLength(2)
})
