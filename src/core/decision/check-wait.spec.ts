import { mergeCatalog } from "../../catalog"
import { checkWait } from "./check-wait"
import { waitClause } from "./wait-clause"

const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })
const check = (input: unknown, trigger = "order.placed") => {
  const problems: string[] = []
  const known = { catalog, trigger: catalog.triggers.get(trigger) }
  const wait = checkWait(input, known, (path, message) => problems.push(`${path}: ${message}`))
  return { wait, problems }
}

describe("a step's wait", () => {
  it.each<[unknown, string, string, string]>([
    [{ minutes: 0 }, "at once", "de inmediato", "de imediato"],
    [{ minutes: 2880 }, "after 2 days", "después de 2 días", "após 2 dias"],
    [
      { until: { time: "09:00", days: 1 } },
      "1 day later at 09:00 (the person's time)",
      "1 día después a las 09:00 (hora de la persona)",
      "1 dia depois às 09:00 (horário da pessoa)",
    ],
    [
      { until: { time: "09:00", days: 0, weekdays: ["thu", "mon", "mon"] } },
      "on the next Monday or Thursday at 09:00 (the person's time)",
      "el próximo lunes o jueves a las 09:00 (hora de la persona)",
      "assim que for segunda-feira ou quinta-feira às 09:00 (horário da pessoa)",
    ],
    [
      { until: { fact: "profile.last_order_at", days: -2 } },
      expect.stringMatching(/^2 days before the .*last order/) as never,
      expect.stringContaining("2 días antes de") as never,
      expect.stringContaining("2 dias antes de") as never,
    ],
    [
      { event: { name: "order.placed", within_minutes: 1440, otherwise: "exit" } },
      "after “Order placed”, or never when it does not happen within 1 day,",
      expect.stringContaining("o nunca si no ocurre en 1 día") as never,
      expect.stringContaining("ou nunca se não acontecer em 1 dia") as never,
    ],
  ])("%j is accepted and read back", (input, en, es, pt) => {
    const { wait, problems } = check(input)
    expect(problems).toEqual([])
    expect(waitClause(wait, catalog, "en")).toEqual(en)
    expect(waitClause(wait, catalog, "es")).toEqual(es)
    expect(waitClause(wait, catalog, "pt")).toEqual(pt)
  })

  it.each<[unknown, RegExp]>([
    [{}, /^wait: wait needs exactly one of minutes, until or event/],
    [{ minutes: 1, until: { time: "09:00" } }, /^wait: wait needs exactly one/],
    [{ minutes: -1 }, /^wait\.minutes: .* whole number of minutes from 0 to/],
    [{ minutes: 1.5 }, /^wait\.minutes: /],
    [{ minuts: 5, minutes: 1 }, /^wait\.minuts: .*did you mean "minutes"/],
    [{ until: {} }, /^wait\.until: .*needs a time/],
    [{ until: { days: 2 } }, /^wait\.until: .*for so many days use minutes/],
    [{ until: { time: "24:00" } }, /^wait\.until\.time: .*HH:MM/],
    [{ until: { time: "09:00", days: -1 } }, /^wait\.until\.days: .*from 0 to 366; without a date/],
    [{ until: { date: "2026-12-24", days: 4000 } }, /^wait\.until\.days: .*from -3660 to 3660$/],
    [{ until: { date: "2026-02-30" } }, /^wait\.until\.date: .*a day that exists/],
    [{ until: { weekdays: [] } }, /^wait\.until\.weekdays: .*a list out of mon/],
    [{ until: { date: "2026-12-24", weekdays: ["mon"] } }, /^wait\.until\.weekdays: .*own weekday/],
    [
      { until: { fact: "profile.last_ordr_at" } },
      /^wait\.until\.fact: .*did you mean "profile.last_order_at"/,
    ],
    [{ until: { fact: "order.total" } }, /^wait\.until\.fact: .*is no fact that is a date/],
    [
      { event: { name: "order.plced", within_minutes: 5 } },
      /^wait\.event\.name: .*did you mean "order.placed"/,
    ],
    [{ event: { name: "order.placed", within_minutes: 0 } }, /^wait\.event\.within_minutes: /],
  ])("%j is refused with the field and the fix", (input, message) => {
    expect(check(input).problems[0]).toMatch(message)
  })

  it("is none while a page loads", () => {
    expect(check({ minutes: 5 }, "placement.requested").problems).toEqual([
      "wait: cannot wait: this trigger is decided while the page loads; use minutes 0",
    ])
  })
})
