import { mailsOfSubscription } from "../../../../read-models/subscription-mails"
import type { SubscriptionDetailResponse } from "../../../../types"
import {
  presentAgreed,
  presentMail,
  presentOutlook,
  presentRecord,
  presentRenewal,
  presentSubscription,
} from "../../../../workflows/present/present-subscription"
import { databaseNow } from "../../../../workflows/support/database-now"
import type { Runtime } from "../../../../workflows/support/runtime"
import { notFound } from "../../../support/validate"

/** One subscription with what was agreed to, its periods, what was decided about it and what was told. */
export async function oneSubscription(
  { knex, renewal, options }: Runtime,
  id: string
): Promise<SubscriptionDetailResponse> {
  const row = await renewal.subscriptions.read(id)
  if (row === null) {
    throw notFound("subscription", id)
  }
  const [renewals, records, mails, now] = await Promise.all([
    renewal.renewals.listOf([id]),
    renewal.subscriptions.recordsOf([id]),
    mailsOfSubscription(knex, id),
    databaseNow(knex),
  ])
  return {
    subscription: presentSubscription(row, renewals, options.locale),
    agreed: presentAgreed(row),
    outlook: presentOutlook(row, renewals, now.toISOString()),
    renewals: renewals.map(presentRenewal),
    records: records.map(presentRecord),
    mails: mails.map(presentMail),
  }
}
