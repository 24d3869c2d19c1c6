import { OBJECTIVE_LABELS } from "../../core/decision/objectives"
import { avoidedGroups, avoidedSentence } from "../../core/experiment/avoided-contacts"
import { capCostSentence, goalsLost } from "../../core/experiment/cap-cost"
import { resultSentence, shareOf } from "../../core/experiment/result-sentence"
import { addAmounts } from "../../core/money/money"
import type { AutomationRow } from "../../modules/kairos-automation/automations"
import { avoidedContacts } from "../../read-models/avoided-contacts"
import { cappedMessages } from "../../read-models/capped-messages"
import { type MeasuredPeriod, measuredPeriod } from "../../read-models/measured-period"
import {
  type GroupCounts,
  outcomesByDay,
  outcomesByObjective,
  outcomesOf,
} from "../../read-models/outcomes"
import { redemptions, type RedemptionRow } from "../../read-models/redemptions"
import { shadowWeek } from "../../read-models/shadow-week"
import type {
  MeasurementResponse,
  OutcomeGroup,
  OverviewResponse,
  RedemptionResponse,
} from "../../types"
import type { Runtime } from "../support/runtime"

/** What one automation brought in a period, and what it would have done last week in shadow mode. */
export async function presentMeasurement(
  runtime: Runtime,
  { id, definition }: AutomationRow,
  period: MeasuredPeriod
): Promise<MeasurementResponse["measurement"]> {
  const { knex } = runtime
  const [groups, by_day, redeemed, shadow] = await Promise.all([
    outcomesOf(knex, id, period),
    outcomesByDay(knex, id, period),
    redemptions(knex, period, id),
    shadowWeek(knex, id, period.time_zone),
  ])
  return {
    automation_id: id,
    name: definition.name,
    objective: definition.objective,
    goal: definition.goal,
    period,
    sent: withShare(groups.sent),
    holdout: withShare(groups.holdout),
    summary: resultSentence(groups.sent, groups.holdout, definition.goal !== null),
    redemptions: perCurrency(redeemed),
    by_day,
    shadow,
  }
}

/** The results of all automations by what they are for (M7). An objective without a live decision has no row. */
export async function presentOverview(
  runtime: Runtime,
  period: MeasuredPeriod
): Promise<OverviewResponse["overview"]> {
  const [objectives, redeemed, caps, avoided] = await Promise.all([
    outcomesByObjective(runtime.knex, period),
    redemptions(runtime.knex, period, null),
    presentCapCost(runtime, period.time_zone),
    presentAvoided(runtime, period.time_zone),
  ])
  return {
    period,
    caps,
    avoided,
    objectives: objectives.map(({ objective, automations, sent, holdout }) => ({
      objective,
      label: OBJECTIVE_LABELS[objective],
      automations,
      sent: withShare(sent),
      holdout: withShare(holdout),
      summary: resultSentence(sent, holdout, true),
      redemptions: perCurrency(redeemed.filter((row) => row.objective === objective)),
    })),
  }
}

const AVOIDED_DAYS = 7

/** What people were spared in the last week. */
async function presentAvoided(
  { knex }: Runtime,
  time_zone: string
): Promise<OverviewResponse["overview"]["avoided"]> {
  const groups = avoidedGroups(await avoidedContacts(knex, { days: AVOIDED_DAYS, time_zone }))
  return {
    days: AVOIDED_DAYS,
    count: groups.reduce((sum, { count }) => sum + count, 0),
    groups: groups.map(({ reasons, ...group }) => ({ ...group, reasons: [...reasons] })),
    summary: avoidedSentence(groups, AVOIDED_DAYS),
  }
}

const CAP_DAYS = 7

/** What the caps cost in the last week (complaint 4), by what such messages bring, as far as that is known. */
async function presentCapCost(
  { knex }: Runtime,
  time_zone: string
): Promise<OverviewResponse["overview"]["caps"]> {
  const capped = await cappedMessages(knex, { days: CAP_DAYS, time_zone })
  const period = await measuredPeriod(knex, {}, time_zone)
  const automations = await Promise.all(
    capped.map(async (one) => {
      const share =
        one.lost > 0 ? shareOf((await outcomesOf(knex, one.automation_id, period)).sent) : null
      return { ...one, share }
    })
  )
  return {
    days: CAP_DAYS,
    automations,
    goals_lost: goalsLost(automations),
    summary: capCostSentence(automations, CAP_DAYS),
  }
}

const withShare = (group: GroupCounts): OutcomeGroup => ({ ...group, share: shareOf(group) })

/** Automations and versions are put together, currencies never. */
function perCurrency(rows: readonly RedemptionRow[]): RedemptionResponse[] {
  const sums = new Map<string, RedemptionResponse>()
  for (const { currency_code, coupons, orders, canceled, order_total, discount } of rows) {
    const known = sums.get(currency_code)
    sums.set(currency_code, {
      currency_code,
      coupons: coupons + (known?.coupons ?? 0),
      orders: orders + (known?.orders ?? 0),
      canceled: canceled + (known?.canceled ?? 0),
      order_total: addAmounts(order_total, known?.order_total ?? "0"),
      discount: addAmounts(discount, known?.discount ?? "0"),
    })
  }
  return [...sums.values()]
}
