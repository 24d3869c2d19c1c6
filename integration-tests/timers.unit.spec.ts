import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"

const ROOT = path.resolve(__dirname, "..")

/**
 * Medusa's in-memory scheduler hands the time to the next run to `setTimeout`, which takes at most 24.8 days and runs at once
 * after a longer one: a monthly job would run hundreds of times a second. What is due more rarely is a daily job that looks.
 */
const LONGEST_MS = 2 ** 31 - 1

/** @returns why Medusa must not be given this schedule, or null */
function scheduleProblem(schedule: string): string | null {
  const fields = schedule.trim().split(/\s+/)
  if (fields.length !== 5 && fields.length !== 6) {
    return `"${schedule}" is no cron expression of five or six fields`
  }
  const rare = fields.slice(-3).find((field) => field !== "*")
  return rare === undefined
    ? null
    : `"${schedule}" runs less often than daily ("${rare}"); run daily and ask whether it is due`
}

/** The delay of every timer in a source: a number, the name of a constant, or an expression that nobody can read here. */
function timersOf(source: string): string[] {
  const calls = [...source.matchAll(/\bset(?:Timeout|Interval)\(/g)]
  return calls.map(({ index }) => {
    const call = wholeCall(source, source.indexOf("(", index))
    return lastArgument(call)
  })
}

function wholeCall(source: string, open: number): string {
  let depth = 0
  for (let at = open; at < source.length; at += 1) {
    depth += source[at] === "(" ? 1 : source[at] === ")" ? -1 : 0
    if (depth === 0) {
      return source.slice(open + 1, at)
    }
  }
  throw new Error("a call of a timer does not end")
}

const lastArgument = (call: string): string => call.slice(call.lastIndexOf(",") + 1).trim()

/** Delays that are no constant, with what keeps them short. */
const BOUNDED: Readonly<Record<string, string>> = {
  "src/workflows/support/with-timeout.ts: ms":
    "its callers give PROVIDER_TIMEOUT_MS and LIST_TIMEOUT_MS, of seconds",
  "src/workflows/support/fault-points.ts: plan.delayMs": "of the fault tests alone",
}

function delayProblem(file: string, source: string, delay: string): string | null {
  if (`${file}: ${delay}` in BOUNDED) {
    return null
  }
  const constant = new RegExp(`const ${delay} = ([\\d_* ]+)$`, "m").exec(source)?.[1] ?? delay
  const factors = constant.split("*").map((part) => Number(part.replaceAll("_", "").trim()))
  const ms = factors.reduce((product, factor) => product * factor, 1)
  return ms <= LONGEST_MS
    ? null
    : `${file}: setTimeout waits for "${delay}"; use a constant below ${LONGEST_MS} ms, or a row with a due time`
}

/** Everything that runs inside Medusa; the admin and the storefront run in browsers. */
function sources(): { readonly file: string; readonly source: string }[] {
  return readdirSync(path.join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.ts$/.test(file) && !/\.spec\.ts$|^admin\/|^storefront\//.test(file))
    .map((file) => ({
      file: `src/${file}`,
      source: readFileSync(path.join(ROOT, "src", file), "utf8"),
    }))
}

describe("timers and schedules (A-13)", () => {
  it("every job runs daily or more often", () => {
    const jobs = sources().filter(({ file }) => file.startsWith("src/jobs/"))
    const schedules = jobs.map(({ file, source }) => {
      const schedule = /schedule: "([^"]+)"/.exec(source)?.[1]
      return [file, schedule === undefined ? "has no schedule" : scheduleProblem(schedule)]
    })
    expect(schedules.length).toBeGreaterThanOrEqual(4)
    expect(schedules.filter(([, problem]) => problem !== null)).toEqual([])
  })

  it("no timer waits longer than Node can", () => {
    const found = sources().flatMap(({ file, source }) =>
      timersOf(source).map((delay) => ({ delay, problem: delayProblem(file, source, delay) }))
    )
    expect(found.length).toBeGreaterThanOrEqual(3)
    expect(found.flatMap(({ problem }) => problem ?? [])).toEqual([])
  })

  it.each(["0 0 1 * *", "0 0 0 1 * *", "0 3 * 6 *", "0 3 * * 1", "monthly"])(
    "%s is refused",
    (schedule) => {
      expect(scheduleProblem(schedule)).toContain(`"${schedule}"`)
    }
  )

  it.each([
    ["setTimeout(run, 30 * 24 * 60 * 60 * 1000)", "2592000000 ms and more"],
    ["const MONTH = 30 * 24 * 60 * 60 * 1000\nsetInterval(() => run(1, 2), MONTH)", "a constant"],
    ["setTimeout(run, due - now)", "an expression"],
  ])("%s is refused", (source) => {
    const [delay] = timersOf(source)
    expect(delayProblem("src/x.ts", source, delay!)).toContain("src/x.ts: setTimeout waits for")
  })

  it("a minute is taken", () => {
    const source = "const MINUTE = 60 * 1_000\nsetTimeout(() => run(), MINUTE)"
    expect(delayProblem("src/x.ts", source, timersOf(source)[0]!)).toBeNull()
  })
})
