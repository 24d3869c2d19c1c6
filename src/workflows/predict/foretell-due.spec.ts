import type { ProductReplacement } from "../../core/analysis/analyse-products"
import { isoDay } from "../../core/analysis/shop-history"
import { notYetKey, type NotYets } from "../../modules/kairos-profile/not-yets"
import { foretellDue } from "./foretell-due"

const learned = new Map([
  [
    0,
    {
      sku: "prod_filter",
      people: { shape: 4, scale: 90, strength: 8, learned: true },
      rise: { kind: "unclear" },
    } as unknown as ProductReplacement,
  ],
])
const LAST = 20_175

/** Bought three times, the last time on day `LAST`. */
const foretold = async (today: number, notYets: NotYets = new Map()) => {
  const replacements = async (_products: readonly number[], take: (chunk: Buffer) => unknown) => {
    await take(Buffer.from(`ada\t0\t20000,20085,${LAST}\n`))
  }
  return foretellDue({ replacements } as never, learned, today, notYets)
}
const said = (on: number, remind: number, bought = LAST): NotYets =>
  new Map([[notYetKey("ada", "prod_filter"), { bought, said: on, remind }]])

describe("when somebody needs a product again who said that they do not yet (BEYOND-12)", () => {
  it("is not before the day that they named", async () => {
    const today = LAST + 80
    const [usual] = await foretold(today)
    const named = today + 60
    const [put] = await foretold(today, said(today, named))
    expect(usual!.due_median < isoDay(named)).toBe(true)
    expect(put).toMatchObject({ due_from: usual!.due_from, due_median: isoDay(named) })
    expect(put!.due_to >= put!.due_median).toBe(true)
    expect(await foretold(today, said(today - 100, named, 20_085))).toEqual([usual])
  })

  it("is still told of who would count as gone, because they were asked and had it", async () => {
    const late = LAST + 200
    expect(await foretold(late)).toEqual([])
    expect(await foretold(late, said(late - 3, late + 11))).toHaveLength(1)
    expect(await foretold(late, said(late - 3, late + 11, 20_085))).toEqual([])
  })
})
