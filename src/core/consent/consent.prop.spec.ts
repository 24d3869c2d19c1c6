import fc from "fast-check"
import { CHANNELS, type ConsentRecord, type ContactState, PURPOSES } from "./consent"
import { foldConsents } from "./fold"
import { mayUse } from "./may-use"
import { DEFAULT_CONSENT_POLICY } from "./policy"

const purpose = fc.constantFrom(...PURPOSES, "raffle")
const channel = fc.constantFrom(...CHANNELS)
const basis = fc
  .constantFrom("opt_in" as const, "soft_opt_in" as const)
  .map((one) => ({ ...DEFAULT_CONSENT_POLICY, basis: one }))
const NOW = "2026-06-01T00:00:00.000Z"

const record: fc.Arbitrary<ConsentRecord> = fc.record({
  id: fc.uuid(),
  purpose,
  channel,
  granted: fc.boolean(),
  source: fc.constantFrom("checkout", "preferences", "unsubscribe_link"),
  text_version: fc.constant(null),
  locale: fc.constant(null),
  occurred_at: fc.integer({ min: 0, max: 5 }).map((day) => `2026-01-0${day + 1}T00:00:00.000Z`),
})
const history = fc.uniqueArray(record, { maxLength: 12, selector: ({ id }) => id })

const restrictions = fc.record({
  suppressed: fc.constantFrom<ContactState["suppressed"]>(
    {},
    { email: { cause: "hard_bounce", since: NOW } }
  ),
  profiling_objected: fc.boolean(),
  paused_until: fc.constantFrom(null, "2026-07-01T00:00:00.000Z"),
})
type Restrictions = Pick<ContactState, "suppressed" | "profiling_objected" | "paused_until">

const contactOf = (records: readonly ConsentRecord[], more: Restrictions): ContactState => ({
  ...more,
  consents: foldConsents(records),
  locale: null,
  time_zone: null,
})

const later = (granted: boolean, use: { purpose: string; channel: string }): ConsentRecord => ({
  id: "later",
  ...use,
  granted,
  source: "preferences",
  text_version: null,
  locale: null,
  occurred_at: "2026-05-01T00:00:00.000Z",
})

it("giving consent never takes a permission away", () => {
  fc.assert(
    fc.property(history, restrictions, purpose, channel, basis, (records, more, p, c, b) => {
      const before = mayUse({ purpose: p, channel: c }, contactOf(records, more), b, NOW)
      const given = [...records, later(true, { purpose: p, channel: c })]
      const after = mayUse({ purpose: p, channel: c }, contactOf(given, more), b, NOW)
      expect(before.allowed && !after.allowed).toBe(false)
    })
  )
})

it("withdrawing consent never gives a permission, for this use or any other", () => {
  fc.assert(
    fc.property(
      history,
      restrictions,
      fc.tuple(purpose, channel),
      fc.tuple(purpose, channel),
      basis,
      (records, more, [p, c], [otherPurpose, otherChannel], b) => {
        const other = { purpose: otherPurpose, channel: otherChannel }
        const withdrawn = [...records, later(false, { purpose: p, channel: c })]
        const before = mayUse(other, contactOf(records, more), b, NOW)
        const after = mayUse(other, contactOf(withdrawn, more), b, NOW)
        expect(!before.allowed && after.allowed).toBe(false)
      }
    )
  )
})

it("after a withdrawal only service goes on", () => {
  fc.assert(
    fc.property(history, restrictions, purpose, channel, basis, (records, more, p, c, b) => {
      const withdrawn = [...records, later(false, { purpose: p, channel: c })]
      const verdict = mayUse({ purpose: p, channel: c }, contactOf(withdrawn, more), b, NOW)
      expect(verdict.allowed).toBe(p === "service" && more.suppressed[c] === undefined)
    })
  )
})

it("a suppressed channel is closed to every purpose", () => {
  fc.assert(
    fc.property(history, purpose, channel, basis, (records, p, c, b) => {
      const contact = contactOf(records, {
        suppressed: { [c]: { cause: "spam_report", since: NOW } },
        profiling_objected: false,
        paused_until: null,
      })
      expect(mayUse({ purpose: p, channel: c }, contact, b, NOW)).toMatchObject({
        allowed: false,
        reason: "suppressed",
      })
    })
  )
})

it("the state does not depend on the order in which evidence is read", () => {
  fc.assert(
    fc.property(history, fc.nat(), (records, turn) => {
      const at = records.length === 0 ? 0 : turn % records.length
      const turned = [...records.slice(at), ...records.slice(0, at)].reverse()
      expect(foldConsents(turned)).toEqual(foldConsents(records))
    })
  )
})
