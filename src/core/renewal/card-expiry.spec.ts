import fc from "fast-check"
import { begunAt } from "../../../integration-tests/support/subscriptions"
import { cardExpiring, cardName, expiryText, readCard } from "./card-expiry"
import type { Subscription } from "./subscription"

const begun = (more: Partial<Subscription> = {}) => begunAt("2026-01-31T08:00:00.000Z", more)
const until = (expires: string | null) => ({ brand: "visa", last4: "4242", expires })

test.each([
  ["not earlier than 31 days before", "2026-02-28T21:59:00.000Z", null],
  ["from then on", "2026-02-28T22:00:00.000Z", 31],
  ["on its last day, by the subscription's clock", "2026-03-31T21:59:00.000Z", 0],
  ["and not when it is over", "2026-03-31T22:00:00.000Z", null],
])("tells of a card %s", (_, now, days) => {
  expect(cardExpiring(begun(), until("2026-03"), now)).toBe(days)
})

test("tells of December's card in December", () => {
  expect(cardExpiring(begun(), until("2026-12"), "2026-12-25T12:00:00.000Z")).toBe(6)
})

test.each([
  ["whoever renews by hand", begun({ auto_renew_since: null }), until("2026-03")],
  ["whoever cancelled", begun({ status: "cancelled" }), until("2026-03")],
  ["where the provider does not tell until when", begun(), until(null)],
])("tells not %s", (_, subscription, card) => {
  expect(cardExpiring(subscription, card, "2026-03-20T00:00:00.000Z")).toBeNull()
})

test("reads what a provider tells, and no more than the last four digits", () => {
  const card = { brand: "visa", last4: "4242", exp_month: 5, exp_year: 2027 }
  expect(readCard({ card })).toEqual({ brand: "visa", last4: "4242", expires: "2027-05" })
  expect(cardName(readCard({ card }))).toBe("visa •••• 4242")
  expect(expiryText("2027-05")).toBe("05/2027")
  const whole = { brand: "4242424242424242<b>", last4: "4242424242424242" }
  expect(readCard({ card: { ...whole, exp_month: 13, exp_year: 27 } })).toEqual({
    brand: null,
    last4: null,
    expires: null,
  })
  expect(cardName(readCard(null))).toBeNull()
})

test("whatever a provider says, it is read without a fault and never as a number of a card", () => {
  fc.assert(
    fc.property(
      fc.anything({ maxDepth: 3 }),
      fc.stringMatching(/^\d{5,19}$/),
      (anything, digits) => {
        readCard(anything)
        const { last4 } = readCard({ card: { last4: digits } })
        expect(last4).toBeNull()
      }
    )
  )
})
