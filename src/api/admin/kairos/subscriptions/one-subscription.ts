import type { SubscriptionDetailResponse } from "../../../../types"
import {
  presentRecord,
  presentRenewal,
  presentSubscription,
} from "../../../../workflows/present/present-subscription"
import type { Runtime } from "../../../../workflows/support/runtime"
import { notFound } from "../../../support/validate"

/** One subscription with its periods and what was decided about it. */
export async function oneSubscription(
  { renewal, options }: Runtime,
  id: string
): Promise<SubscriptionDetailResponse> {
  const row = await renewal.subscriptions.read(id)
  if (row === null) {
    throw notFound("subscription", id)
  }
  const renewals = await renewal.renewals.listOf([id])
  return {
    subscription: presentSubscription(row, renewals, options.locale),
    renewals: renewals.map(presentRenewal),
    records: (await renewal.subscriptions.recordsOf([id])).map(presentRecord),
  }
}
