import { conclusionsOf } from "../../../../read-models/conclusions"
import { switchable } from "../../../../read-models/switchable"
import { mailsOfSubscription } from "../../../../read-models/subscription-mails"
import type { SubscriptionDetailResponse } from "../../../../types"
import {
  maySwitch,
  openOf,
  presentAgreed,
  presentMail,
  presentOutlook,
  presentRecord,
  presentRenewal,
  presentSubscription,
  presentWithdrawal,
  withdrawUntil,
} from "../../../../workflows/present/present-subscription"
import { databaseNow } from "../../../../workflows/support/database-now"
import type { Runtime } from "../../../../workflows/support/runtime"
import { withdrawnOf } from "../../../../workflows/renewal/withdrawn"
import { notFound } from "../../../support/validate"

/** One subscription with what was agreed to, its periods, what was decided about it and what was told. */
export async function oneSubscription(
  runtime: Runtime,
  id: string
): Promise<SubscriptionDetailResponse> {
  const { knex, renewal, options } = runtime
  const row = await renewal.subscriptions.read(id)
  if (row === null) {
    throw notFound("subscription", id)
  }
  const [renewals, records, mails, concluded, offered, now] = await Promise.all([
    renewal.renewals.listOf([id]),
    renewal.subscriptions.recordsOf([id]),
    mailsOfSubscription(knex, id),
    conclusionsOf(knex, [id]),
    switchable(knex, [id]),
    databaseNow(knex),
  ])
  const withdrawn = await withdrawnOf(runtime, row, renewals, records)
  return {
    subscription: presentSubscription(row, renewals, options.locale),
    agreed: presentAgreed(row),
    withdraw_until: withdrawUntil(row, concluded.get(id) ?? [], now),
    withdrawal: presentWithdrawal(withdrawn, row.currency_code),
    may_switch: offered.has(id) && maySwitch(row, openOf(renewals)),
    outlook: presentOutlook(row, renewals, now.toISOString()),
    renewals: renewals.map(presentRenewal),
    records: records.map(presentRecord),
    mails: mails.map(presentMail),
  }
}
