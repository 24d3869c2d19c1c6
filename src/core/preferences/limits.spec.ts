import fc from "fast-check"
import type { Speaker } from "../consent/hear-yes"
import { isQuiet } from "../schedule/quiet-hours"
import {
  limitedByAfter,
  type LimitPatch,
  type Limits,
  type LimitState,
  notSaidSince,
  unprovenLimits,
} from "./limits"

const NOW = "2026-06-30T12:00:00.000Z"
const LATER = "2026-07-01T12:00:00.000Z"
const ADA: Speaker = { kind: "account", actor: "customer:cus_ada" }
const BOB: Speaker = { kind: "account", actor: "customer:cus_bob" }
const LINK: Speaker = { kind: "link" }

const NOTHING: LimitState = {
  paused_until: null,
  frequency: null,
  quiet_hours: null,
  time_zone: null,
  limited_by: {},
}
const around = { shop_hours: null, now: NOW }

const actorOf = (speaker: Speaker) => (speaker.kind === "account" ? speaker.actor : speaker.kind)

/** As the database would be after these changes, of which the unproven are left out. */
function after(...said: readonly (readonly [Speaker, LimitPatch])[]): LimitState {
  return said.reduce((state, [speaker, patch]) => saved(state, speaker, patch), NOTHING)
}

function saved(state: LimitState, speaker: Speaker, patch: LimitPatch, now = NOW): LimitState {
  const unproven = unprovenLimits(patch, speaker, state, around)
  const taken = Object.fromEntries(Object.entries(patch).filter(([field]) => !(field in unproven)))
  const proven = speaker.kind === "link"
  return {
    ...state,
    ...taken,
    limited_by: limitedByAfter(taken, actorOf(speaker), proven, state, now),
  }
}

const MARCH = "2027-03-01T00:00:00.000Z"
const APRIL = "2027-04-01T00:00:00.000Z"
const NIGHT = { from: "21:00", to: "09:00" }
const TWO_A_WEEK = { max: 2, days: 7 }
/** What a mail's link set, what loosens it, what narrows it or leaves it. */
const CASES: readonly (readonly [LimitPatch, readonly LimitPatch[], readonly LimitPatch[]])[] = [
  [
    { paused_until: MARCH },
    [{ paused_until: null }, { paused_until: "2027-02-28T00:00:00.000Z" }],
    [{ paused_until: APRIL }, { paused_until: MARCH }],
  ],
  [
    { frequency: TWO_A_WEEK },
    [
      { frequency: null },
      { frequency: { max: 3, days: 7 } },
      { frequency: { max: 2, days: 6 } },
      // Once a day comes to seven a week; three days hold three times one.
      { frequency: { max: 1, days: 1 } },
      { frequency: { max: 1, days: 3 } },
      // Eight a month may all come in one week.
      { frequency: { max: 8, days: 31 } },
    ],
    [
      { frequency: { max: 1, days: 4 } },
      { frequency: { max: 2, days: 31 } },
      { frequency: { max: 0, days: 1 } },
      { frequency: { days: 7, max: 2 } },
    ],
  ],
  [
    { quiet_hours: NIGHT },
    [
      { quiet_hours: null },
      { quiet_hours: { from: "22:00", to: "09:00" } },
      { quiet_hours: { from: "21:00", to: "08:59" } },
      { quiet_hours: { from: "09:00", to: "21:00" } },
      { quiet_hours: { from: "12:00", to: "02:00" } },
      { time_zone: "Pacific/Auckland" },
    ],
    [
      { quiet_hours: { from: "20:00", to: "10:00" } },
      { quiet_hours: { to: "09:00", from: "21:00" } },
    ],
  ],
]

describe("a limit that whoever reads the address set by a mail's link", () => {
  it.each(CASES)(
    "%j is loosened by a link alone, and narrowed at once",
    (set, looser, narrower) => {
      const state = after([LINK, set])
      for (const patch of looser) {
        expect(unprovenLimits(patch, ADA, state, around)).toEqual(patch)
        expect(unprovenLimits(patch, { kind: "guest" }, state, around)).toEqual(patch)
        expect(unprovenLimits(patch, LINK, state, around)).toEqual({})
      }
      for (const patch of narrower) {
        expect(unprovenLimits(patch, ADA, state, around)).toEqual({})
      }
    }
  )

  it("stays the least after an account made it narrower: that is no way round", () => {
    const state = after([LINK, { paused_until: MARCH }], [ADA, { paused_until: APRIL }])
    expect(state.paused_until).toBe(APRIL)
    expect(unprovenLimits({ paused_until: null }, ADA, state, around)).toEqual({
      paused_until: null,
    })
    expect(unprovenLimits({ paused_until: MARCH }, ADA, state, around)).toEqual({})
  })

  it("does not hold back what is set beside it", () => {
    const state = after([LINK, { paused_until: MARCH }])
    const patch = { paused_until: null, frequency: TWO_A_WEEK }
    expect(unprovenLimits(patch, ADA, state, around)).toEqual({ paused_until: null })
    expect(saved(state, ADA, patch)).toMatchObject({ paused_until: MARCH, frequency: TWO_A_WEEK })
  })

  it("is over once its time is", () => {
    const state = after([LINK, { paused_until: "2026-06-30T11:59:59.000Z" }])
    expect(unprovenLimits({ paused_until: null }, ADA, state, around)).toEqual({})
  })

  it("is over once a link takes it back, with what accounts asked for meanwhile", () => {
    const state = after(
      [LINK, { frequency: TWO_A_WEEK }],
      [ADA, { frequency: { max: 1, days: 7 } }],
      [LINK, { frequency: null }]
    )
    expect(state.limited_by).toEqual({})
    expect(unprovenLimits({ frequency: { max: 9, days: 1 } }, BOB, state, around)).toEqual({})
  })
})

describe("a limit that an account set", () => {
  it("is its own to loosen, and nobody else's", () => {
    const state = after([ADA, { paused_until: MARCH, frequency: TWO_A_WEEK, quiet_hours: NIGHT }])
    const none = { paused_until: null, frequency: null, quiet_hours: null }
    expect(unprovenLimits(none, ADA, state, around)).toEqual({})
    expect(unprovenLimits(none, BOB, state, around)).toEqual(none)
    expect(after([ADA, { paused_until: MARCH }], [ADA, { paused_until: null }])).toEqual(NOTHING)
  })

  it("is not its own any more where another account asked for it too", () => {
    const state = after([ADA, { paused_until: MARCH }], [BOB, { paused_until: APRIL }])
    expect(unprovenLimits({ paused_until: null }, ADA, state, around)).toEqual({
      paused_until: null,
    })
    expect(unprovenLimits({ paused_until: MARCH }, BOB, state, around)).toEqual({})
  })

  it("of which nobody wrote down who set it is nobody's", () => {
    const state = { ...NOTHING, paused_until: MARCH }
    expect(unprovenLimits({ paused_until: null }, ADA, state, around)).toEqual({
      paused_until: null,
    })
  })
})

describe("the shop's hours", () => {
  const shop = { shop_hours: NIGHT, now: NOW }

  it("are loosened for an address by whoever reads it alone", () => {
    const short = { quiet_hours: { from: "12:00", to: "12:01" } }
    expect(unprovenLimits(short, ADA, NOTHING, shop)).toEqual(short)
    expect(unprovenLimits(short, LINK, NOTHING, shop)).toEqual({})
    expect(
      unprovenLimits({ quiet_hours: { from: "20:00", to: "10:00" } }, ADA, NOTHING, shop)
    ).toEqual({})
    expect(unprovenLimits({ time_zone: "Asia/Tokyo" }, ADA, NOTHING, shop)).toEqual({})
  })

  it("give way to what their reader chose, from where an account may come back to them", () => {
    const state = after([LINK, { quiet_hours: { from: "23:00", to: "07:00" } }])
    expect(unprovenLimits({ quiet_hours: null }, ADA, state, shop)).toEqual({})
    expect(
      unprovenLimits({ quiet_hours: { from: "22:30", to: "07:00" } }, ADA, state, shop)
    ).toEqual({})
  })
})

describe("a link that confirms", () => {
  it("counts for what was asked for, until somebody says something else of it", () => {
    const state = after([LINK, { paused_until: MARCH, frequency: TWO_A_WEEK }])
    const patch = { paused_until: null, frequency: null }
    expect(notSaidSince(patch, NOW, state)).toEqual(patch)
    const since = saved(state, ADA, { frequency: { max: 1, days: 7 } }, LATER)
    expect(notSaidSince(patch, NOW, since)).toEqual({ paused_until: null })
    const confirmed = saved(since, LINK, { paused_until: null }, LATER)
    const paused = saved(confirmed, LINK, { paused_until: APRIL }, LATER)
    expect(notSaidSince(patch, NOW, paused)).toEqual({})
  })
})

describe("whatever accounts say after a link", () => {
  const instant = fc
    .integer({ min: 0, max: 20 })
    .map((n) => new Date(Date.parse(NOW) + n * 86_400_000).toISOString())
  const clock = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, "0")}:00`)
  const hours = fc.record({ from: clock, to: clock }).filter(({ from, to }) => from !== to)
  const patches: fc.Arbitrary<LimitPatch> = fc.record(
    {
      paused_until: fc.option(instant),
      frequency: fc.option(fc.record({ max: fc.nat(4), days: fc.integer({ min: 1, max: 9 }) })),
      quiet_hours: fc.option(hours),
    },
    { requiredKeys: [] }
  )

  it("lets through no moment that the link's choice did not", () => {
    fc.assert(
      fc.property(
        patches,
        fc.array(fc.tuple(fc.constantFrom(ADA, BOB), patches), { maxLength: 6 }),
        (set, said) => {
          const held = after([LINK, set])
          const state = after([LINK, set], ...said)
          expect(worse(state, held)).toEqual([])
        }
      )
    )
  })

  const DAYS = 24

  /** Moments, and bursts from a day on, that the one lets through and the other does not. */
  function worse(state: Limits, held: Limits): readonly string[] {
    const hours = Array.from({ length: DAYS * 24 }, (_, hour) => hour)
    const days = Array.from({ length: DAYS }, (_, day) => day + 1)
    return [
      ...hours
        .filter((hour) => isOpen(state, hour) && !isOpen(held, hour))
        .map((hour) => `hour ${hour}`),
      ...days.filter((day) => most(state, day) > most(held, day)).map((day) => `${day} days`),
    ]
  }

  function isOpen({ paused_until, quiet_hours }: Limits, hour: number): boolean {
    const at = Date.parse(NOW) + hour * 3_600_000
    const paused = paused_until !== null && at < Date.parse(paused_until)
    return !paused && !(quiet_hours !== null && isQuiet(quiet_hours, "UTC", at))
  }

  /** The most within so many days, of whoever sends as early as they may; where there is another limit, counted by days of it. */
  function most({ frequency }: Limits, days: number): number {
    const { max, days: every } = frequency ?? { max: 99, days: 1 }
    return Array.from({ length: days }, (_, day) => (day % every === 0 ? max : 0)).reduce(
      (sum, n) => sum + n,
      0
    )
  }
})
