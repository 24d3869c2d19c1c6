import { StatusBadge } from "@medusajs/ui"
import type { SubscriptionDetailResponse, SubscriptionResponse } from "../../../types"
import { useLocale } from "../../lib/locale"

type Color = "green" | "red" | "blue" | "orange" | "grey" | "purple"
export type SubscriptionStatus = SubscriptionResponse["status"]
export type RenewalState = SubscriptionDetailResponse["renewals"][number]["state"]

const STATUS: Record<SubscriptionStatus, Color> = {
  active: "green",
  cancelled: "grey",
  lapsed: "orange",
  expired: "grey",
  withdrawn: "purple",
}

const STATE: Record<RenewalState, Color> = {
  due: "grey",
  notified: "blue",
  charging: "blue",
  unknown: "purple",
  failed: "red",
  paid: "green",
  skipped: "grey",
  cancelled: "grey",
  lapsed: "orange",
}

export const SUBSCRIPTION_STATUSES = Object.keys(STATUS) as readonly SubscriptionStatus[]

export function SubscriptionBadge({ status }: { status: SubscriptionStatus }) {
  const { t } = useLocale()
  return (
    <StatusBadge className="shrink-0 whitespace-nowrap" color={STATUS[status]}>
      {t(`subscription.status.${status}`)}
    </StatusBadge>
  )
}

export function RenewalBadge({ state }: { state: RenewalState }) {
  const { t } = useLocale()
  return (
    <StatusBadge className="shrink-0 whitespace-nowrap" color={STATE[state]}>
      {t(`subscription.renewal.${state}`)}
    </StatusBadge>
  )
}
