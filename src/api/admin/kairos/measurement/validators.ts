import { z } from "@medusajs/framework/zod"
import { measuredPeriod, type MeasuredPeriod } from "../../../../read-models/measured-period"
import type { Runtime } from "../../../../workflows/support/runtime"
import { readShopSettings } from "../../../../workflows/support/shop-settings"
import { badRequest } from "../../../support/validate"

const dayField = z.iso.date({ error: "expected a day such as 2026-03-02" })

/** Days of the shop, both included; the last 30 when nothing is given. */
export const periodQuery = z.strictObject({ from: dayField.optional(), to: dayField.optional() })

const MOST_DAYS = 366
const DAY = 86_400_000

/** @throws MedusaError (400) when it ends before it begins, or is longer than a year */
export async function periodOf(
  runtime: Runtime,
  asked: z.output<typeof periodQuery>
): Promise<MeasuredPeriod> {
  const { time_zone } = await readShopSettings(runtime)
  const period = await measuredPeriod(runtime.knex, asked, time_zone)
  const days = (Date.parse(period.to) - Date.parse(period.from)) / DAY + 1
  if (days < 1) {
    throw badRequest([
      { path: "from", message: `is after to (${period.to}); exchange them, or leave one out` },
    ])
  }
  if (days > MOST_DAYS) {
    throw badRequest([
      { path: "from", message: `is ${days} days before to; expected at most ${MOST_DAYS} days` },
    ])
  }
  return period
}
