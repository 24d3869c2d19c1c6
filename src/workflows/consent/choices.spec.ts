import type { ContactState } from "../../core/consent/consent"
import { DEFAULT_CONSENT_POLICY } from "../../core/consent/policy"
import { choicesOf } from "./choices"

const NOW = "2026-06-01T00:00:00.000Z"
const NOBODY: ContactState = {
  consents: {},
  suppressed: {},
  profiling_objected: false,
  paused_until: null,
  locale: null,
  time_zone: null,
}
const SOFT = { ...DEFAULT_CONSENT_POLICY, basis: "soft_opt_in" as const, purchase_months: 24 }
const mail = (contact: ContactState, at: Partial<Parameters<typeof choicesOf>[1]> = {}) =>
  choicesOf(contact, { policy: DEFAULT_CONSENT_POLICY, now: NOW, bought_at: null, ...at }).find(
    ({ purpose, channel }) => purpose === "marketing" && channel === "email"
  )

const said = (more: object): ContactState => ({
  ...NOBODY,
  consents: {
    "marketing:email": {
      granted: true,
      since: "2026-01-01T00:00:00.000Z",
      source: "checkout",
      record_id: "r",
      ...more,
    },
  },
})

describe("what a person is shown of their choices", () => {
  it.each([
    ["nobody who bought", { bought_at: null }, false],
    ["a purchase of last year", { bought_at: "2025-05-01T00:00:00.000Z" }, true],
    ["one to the second before it ends", { bought_at: "2024-06-01T00:00:01.000Z" }, true],
    ["one that is two years old", { bought_at: "2024-06-01T00:00:00.000Z" }, false],
  ])("follows the soft opt-in: %s", (_what, at, granted) => {
    expect(mail(NOBODY, { policy: SOFT, ...at })).toMatchObject({ granted, since: null })
  })

  it("is a yes only as long as it counts", () => {
    expect(mail(said({}))?.granted).toBe(true)
    expect(mail(said({ expires_at: "2026-06-01T00:00:00.001Z" }))?.granted).toBe(true)
    expect(mail(said({ expires_at: NOW }))?.granted).toBe(false)
    // An inquiry is over, and the person bought as well.
    const inquiry = said({ basis: "inquiry", expires_at: NOW })
    expect(mail(inquiry, { policy: SOFT, bought_at: "2026-05-01T00:00:00.000Z" })?.granted).toBe(
      true
    )
  })

  it("says nothing of a pause, of the address or of an age", () => {
    const stopped = {
      ...said({}),
      suppressed: { email: { cause: "hard_bounce", since: NOW } },
      paused_until: "2030-01-01T00:00:00.000Z",
      birth_date: "2020-01-01",
    }
    expect(mail(stopped)?.granted).toBe(true)
  })
})
