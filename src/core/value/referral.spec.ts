import { type NamedReferrer, referrerAmong } from "./referral"

const newcomer = {
  customer_id: "cus_new",
  created_at: "2026-05-01T00:00:00.000Z",
  email: "new@shop.example",
}
const named = (customer_id: string, more: Partial<NamedReferrer> = {}): NamedReferrer => ({
  customer_id,
  by: "code",
  created_at: "2026-01-01T00:00:00.000Z",
  has_account: true,
  email: `${customer_id}@shop.example`,
  ...more,
})

test("an id counts before an address, an address before a code, an account before a guest, the older before the newer", () => {
  const of = (...list: NamedReferrer[]) => referrerAmong(newcomer, list)
  expect(of()).toBeNull()
  expect(of(named("a"), named("b", { by: "email" }), named("c", { by: "id" }))).toBe("c")
  expect(of(named("a"), named("b", { by: "email" }))).toBe("b")
  expect(of(named("a", { has_account: false }), named("b"))).toBe("b")
  expect(of(named("a"), named("b", { created_at: "2025-01-01T00:00:00.000Z" }))).toBe("b")
  expect(of(named("b"), named("a"))).toBe("a")
})

test("nobody brings themselves, nor is brought by somebody who came later", () => {
  const of = (one: NamedReferrer) => referrerAmong(newcomer, [one])
  expect(of(named("cus_new"))).toBeNull()
  expect(of(named("guest", { email: " New@Shop.example " }))).toBeNull()
  expect(of(named("later", { created_at: "2026-05-02T00:00:00.000Z" }))).toBeNull()
  expect(of(named("same", { created_at: newcomer.created_at }))).toBe("same")
  // Two without an address are not the same person.
  expect(referrerAmong({ ...newcomer, email: null }, [named("old", { email: null })])).toBe("old")
})
