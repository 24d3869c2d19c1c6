import fc from "fast-check"
import type { ChannelDefinition, Subject } from "../catalog/definitions"
import { sampleSubject } from "../../catalog/samples"
import { email } from "../../catalog/channels/email"
import { onSite } from "../../catalog/channels/on-site"
import { holdSentence } from "./hold-clause"
import { type Cap, type Contacted, holdOf, roomOf, type TimingInput } from "./timing"

const NIGHT = { from: "21:00", to: "08:00" }

type Given = {
  readonly now?: string
  readonly contact?: Partial<NonNullable<Subject["contact"]>>
  readonly caps?: readonly Cap[]
  readonly quiet?: typeof NIGHT | null
  readonly contacted?: readonly Contacted[]
  readonly channel?: ChannelDefinition
  readonly purpose?: string
  readonly zone?: string
}

function given(input: Given): TimingInput {
  return {
    subject: {
      now: input.now ?? "2026-03-02T10:00:00Z",
      event: sampleSubject.event,
      contact: {
        ...(sampleSubject.contact as NonNullable<Subject["contact"]>),
        time_zone: null,
        ...input.contact,
      },
    },
    channel: input.channel ?? email,
    purpose: input.purpose ?? "marketing",
    policy: {
      time_zone: input.zone ?? "Europe/Madrid",
      quiet_hours: input.quiet === undefined ? null : input.quiet,
      caps: input.caps ?? [],
    },
    contacted: input.contacted ?? [],
  }
}

const mails = (...times: string[]): Contacted[] => times.map((at) => ({ at, channel: "email" }))

describe("quiet hours", () => {
  it("hold until they end where the person is", () => {
    const held = holdOf(given({ now: "2026-03-02T21:30:00Z", quiet: NIGHT }))
    expect(held).toMatchObject({
      kind: "quiet_hours",
      until: "2026-03-03T07:00:00.000Z",
      chosen_by: "shop",
    })
    const there = given({
      now: "2026-03-02T21:30:00Z",
      quiet: NIGHT,
      contact: { time_zone: "America/Sao_Paulo" },
    })
    expect(holdOf(there)).toBeNull()
  })

  it("are the person's own, where they chose some", () => {
    const quiet_hours = { from: "09:00", to: "18:00" }
    const held = holdOf(given({ quiet: NIGHT, contact: { quiet_hours } }))
    expect(held).toMatchObject({ chosen_by: "person", until: "2026-03-02T17:00:00.000Z" })
  })

  it("disturb no service message and nothing that is only shown", () => {
    const night = { now: "2026-03-02T23:00:00Z", quiet: NIGHT }
    expect(holdOf(given({ ...night, purpose: "service" }))).toBeNull()
    expect(holdOf(given({ ...night, channel: onSite }))).toBeNull()
  })

  it("are told as the person's clocks show them", () => {
    const held = holdOf(given({ now: "2026-03-02T21:30:00Z", quiet: NIGHT }))
    const text = holdSentence(held!)
    expect(text.en.replace(/\s/g, " ")).toBe(
      "until March 3, 2026 at 8:00 AM (Europe/Madrid): quiet hours are 21:00 to 08:00 (Europe/Madrid, the shop's zone)"
    )
    expect(text.es).toContain("horas de descanso")
    expect(text.pt).toContain("horário de silêncio")
  })
})

describe("caps", () => {
  const daily: Cap = { channel: null, max: 1, days: 1 }

  it("count the person's calendar day, not 24 hours", () => {
    const yesterday = mails("2026-03-01T22:59:00Z")
    const today = mails("2026-03-01T23:00:00Z")
    expect(holdOf(given({ caps: [daily], contacted: yesterday }))).toBeNull()
    expect(holdOf(given({ caps: [daily], contacted: today }))).toMatchObject({
      kind: "cap",
      count: 1,
      until: "2026-03-02T23:00:00.000Z",
    })
  })

  it("have room again when enough contacts have left the window", () => {
    const week: Cap = { channel: null, max: 2, days: 7 }
    const contacted = mails("2026-02-25T10:00:00Z", "2026-02-27T10:00:00Z", "2026-03-01T10:00:00Z")
    expect(holdOf(given({ caps: [week], contacted }))).toMatchObject({
      count: 3,
      // Two have to leave: that of 25 and that of 27 February, whose seventh day is 5 March.
      until: "2026-03-05T23:00:00.000Z",
    })
  })

  it("of one channel do not count another", () => {
    const push: Cap = { channel: "push", max: 1, days: 1 }
    const contacted = mails("2026-03-02T09:00:00Z")
    expect(holdOf(given({ caps: [push], contacted }))).toBeNull()
    expect(holdOf(given({ caps: [{ ...push, channel: "email" }], contacted }))).not.toBeNull()
  })

  it("come from the person, too", () => {
    const held = holdOf(
      given({
        contact: { frequency: { max: 1, days: 30 } },
        contacted: mails("2026-02-10T09:00:00Z"),
      })
    )
    expect(held).toMatchObject({
      kind: "cap",
      chosen_by: "person",
      until: "2026-03-11T23:00:00.000Z",
    })
    expect(holdSentence(held!).en).toContain("wants at most 1")
  })

  it("of nought let nothing through", () => {
    const none = { contact: { frequency: { max: 0, days: 30 } } }
    expect(holdOf(given(none))).toMatchObject({ count: 0, until: "2026-03-31T22:00:00.000Z" })
  })

  it("never let more through than they allow, in any window, whatever comes and wherever the person is", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 * 1440 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom("Europe/Madrid", "America/St_Johns", "Australia/Lord_Howe"),
        (gaps, max, days, zone) => {
          const cap: Cap = { channel: null, max, days }
          const contacted: Contacted[] = []
          let at = Date.parse("2026-03-20T00:00:00Z")
          for (const gap of gaps) {
            at += gap * 60_000
            const input = given({ now: new Date(at).toISOString(), caps: [cap], contacted, zone })
            const hold = holdOf(input)
            if (hold === null) {
              expect(roomOf(input)).toBeGreaterThan(0)
              contacted.push({ at: new Date(at).toISOString(), channel: "email" })
            } else {
              expect(Date.parse(hold.until)).toBeGreaterThan(at)
              expect(
                holdOf({ ...input, subject: { ...input.subject, now: hold.until } })
              ).toBeNull()
            }
          }
          const day = (instant: string) =>
            Math.floor(
              Date.parse(
                new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date(instant))
              ) / 86_400_000
            )
          for (const first of contacted) {
            const within = contacted.filter(
              (other) => day(other.at) >= day(first.at) && day(other.at) < day(first.at) + days
            )
            expect(within.length).toBeLessThanOrEqual(max)
          }
        }
      ),
      { numRuns: 200, seed: 20261122 }
    )
  })
})
