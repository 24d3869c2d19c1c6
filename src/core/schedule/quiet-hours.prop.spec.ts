import fc from "fast-check"
import { clockTime } from "./clock-time"
import { isQuiet, quietUntil, type QuietHours } from "./quiet-hours"

const MINUTE = 60_000
const YEAR_2026 = Date.UTC(2026, 0, 1)
const MINUTES_OF_YEAR = 365 * 24 * 60

/** Both hemispheres, half and quarter hours, a shift of 30 minutes (Lord Howe), Ramadan (Casablanca), none at all. */
const ZONES = [
  "UTC",
  "Europe/Madrid",
  "Europe/London",
  "Europe/Lisbon",
  "Europe/Berlin",
  "Europe/Kiev",
  "Europe/Istanbul",
  "Atlantic/Azores",
  "Africa/Casablanca",
  "Africa/Cairo",
  "Africa/Lagos",
  "Asia/Beirut",
  "Asia/Jerusalem",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Shanghai",
  "Asia/Tokyo",
  "Australia/Sydney",
  "Australia/Adelaide",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
  "America/New_York",
  "America/Los_Angeles",
  "America/St_Johns",
  "America/Sao_Paulo",
  "America/Santiago",
  "America/Asuncion",
  "America/Havana",
]

/** What the clocks show in each minute, as ICU says: it shares no code with what is tested. */
function wallClock(zone: string): Uint16Array {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  })
  const shown = new Uint16Array(MINUTES_OF_YEAR + 3 * 1440)
  // No zone of 2026 changes its offset within a quarter of an hour.
  for (let i = 0; i < shown.length; i += 15) {
    const quarter = minutes(format.format(YEAR_2026 + i * MINUTE))
    for (let j = 0; j < 15; j += 1) {
      shown[i + j] = (quarter + j) % 1440
    }
  }
  return shown
}

describe.each(ZONES)("every minute of 2026 in %s", (zone) => {
  const shown = wallClock(zone)
  const check = (quiet: QuietHours, from: number, to: number) => {
    const wrong: string[] = []
    const inside = insideOf(quiet)
    for (let i = from; i < to; i += 1) {
      const instant = YEAR_2026 + i * MINUTE
      const until = quietUntil(quiet, zone, instant)
      const sent = until ?? instant
      const quietThen = inside(shown[(sent - YEAR_2026) / MINUTE])
      if (quietThen || (until !== null) !== inside(shown[i]) || sent < instant) {
        wrong.push(new Date(instant).toISOString())
      }
    }
    return wrong
  }

  it("holds nothing that may go and sends nothing from 21:00 to 08:00", () => {
    expect(check({ from: "21:00", to: "08:00" }, 0, MINUTES_OF_YEAR)).toEqual([])
  })

  it("nor from 01:30 to 02:30, around every change of the clocks", () => {
    const changes = [...shown.keys()].filter(
      (i) => i > 0 && i < MINUTES_OF_YEAR && shown[i] !== ((shown[i - 1] as number) + 1) % 1440
    )
    for (const at of changes) {
      expect(check({ from: "01:30", to: "02:30" }, Math.max(0, at - 1440), at + 1440)).toEqual([])
    }
  })
})

function insideOf({ from, to }: QuietHours): (minute: number | undefined) => boolean {
  const [begin, end] = [minutes(from), minutes(to)]
  return (minute = -1) =>
    minute < 0 || (begin < end ? minute >= begin && minute < end : minute >= begin || minute < end)
}

it("releases at the very end of the window, never later than its length and an hour", () => {
  const time = fc.integer({ min: 0, max: 1439 })
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      time,
      time,
      fc.integer({ min: 0, max: 3 * MINUTES_OF_YEAR }),
      (zone, from, to, at) => {
        fc.pre(from !== to)
        const quiet = { from: clockTime(from), to: clockTime(to) }
        const instant = YEAR_2026 + at * MINUTE
        const until = quietUntil(quiet, zone, instant)
        if (until === null) {
          expect(isQuiet(quiet, zone, instant)).toBe(false)
          return
        }
        const length = (to - from + 1440) % 1440
        expect(isQuiet(quiet, zone, until)).toBe(false)
        expect(isQuiet(quiet, zone, until - MINUTE)).toBe(true)
        expect(until - instant).toBeLessThanOrEqual((length + 120) * MINUTE)
      }
    ),
    { numRuns: 2_000, seed: 20261122 }
  )
})

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}
