import { moveToNow } from "./move-dates"
import type { ShopSource } from "./shop-source"

const source = (last: string): ShopSource => ({
  name: "csv",
  currency_code: "gbp",
  products: [],
  customers: [
    {
      key: "1",
      email: "a@b.example",
      first_name: null,
      last_name: null,
      created_at: "2010-12-01T08:26:00.000Z",
    },
  ],
  orders: ["2010-12-01T08:26:00.000Z", last].map((occurred_at, i) => ({
    order_id: String(i),
    customer_key: "1",
    occurred_at,
    currency_code: "gbp",
    lines: [],
  })),
  notes: [],
})

test("moves a history by whole weeks into the week before now", () => {
  const now = "2026-11-22T09:00:00.000Z"
  const moved = moveToNow(source("2011-12-09T12:50:00.000Z"), now)
  const last = moved.source.orders[1]?.occurred_at as string
  expect(moved.weeks).toBe(780)
  expect(last).toBe("2026-11-20T12:50:00.000Z")
  expect(new Date(last).getUTCDay()).toBe(new Date("2011-12-09T12:50:00.000Z").getUTCDay())
  expect(Date.parse(now) - Date.parse(last)).toBeLessThan(7 * 86_400_000)
  expect(moved.source.customers[0]?.created_at).toBe(moved.source.orders[0]?.occurred_at)
})

test("leaves a history alone that ends in that week already, or later", () => {
  const recent = source("2026-11-20T00:00:00.000Z")
  expect(moveToNow(recent, "2026-11-22T09:00:00.000Z")).toEqual({ source: recent, weeks: 0 })
  expect(moveToNow(recent, "2026-11-01T09:00:00.000Z").weeks).toBe(0)
})

test("a history without orders stays as it is", () => {
  const empty = { ...source("2026-11-20T00:00:00.000Z"), orders: [] }
  expect(moveToNow(empty, "2026-11-22T09:00:00.000Z").weeks).toBe(0)
})
