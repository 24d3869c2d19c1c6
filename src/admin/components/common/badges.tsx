import { Badge, StatusBadge } from "@medusajs/ui"
import type { AutomationStatus, CouponStatus, DeliveryState, Mode, Tier } from "../../../types"
import { useLocale } from "../../lib/locale"

type Color = "green" | "red" | "blue" | "orange" | "grey" | "purple"

const AUTOMATION: Record<AutomationStatus, Color> = {
  draft: "grey",
  active: "green",
  paused: "orange",
  archived: "grey",
}

const DECISION: Record<"send" | "hold" | "skip", Color> = {
  send: "green",
  hold: "orange",
  skip: "grey",
}

const DELIVERY: Record<DeliveryState, Color> = {
  held: "orange",
  queued: "blue",
  sending: "blue",
  sent: "green",
  unknown: "purple",
  refused: "grey",
  expired: "grey",
  failed: "red",
  cancelled: "grey",
  dead: "red",
}

const COUPON: Record<CouponStatus, Color> = {
  open: "blue",
  presented: "orange",
  redeemed: "green",
  expired: "grey",
  voided: "grey",
}

export function AutomationBadge({ status }: { status: AutomationStatus }) {
  const { t } = useLocale()
  return (
    <StatusBadge className="shrink-0 whitespace-nowrap" color={AUTOMATION[status]}>
      {t(`automation.status.${status}`)}
    </StatusBadge>
  )
}

export function DecisionBadge({ kind }: { kind: "send" | "hold" | "skip" }) {
  const { t } = useLocale()
  return (
    <StatusBadge className="shrink-0 whitespace-nowrap" color={DECISION[kind]}>
      {t(`decision.kind.${kind}`)}
    </StatusBadge>
  )
}

export function DeliveryBadge({ state }: { state: DeliveryState }) {
  const { t } = useLocale()
  return (
    <StatusBadge className="shrink-0 whitespace-nowrap" color={DELIVERY[state]}>
      {t(`delivery.state.${state}`)}
    </StatusBadge>
  )
}

type CouponBadgeProps = { coupon: { status: CouponStatus; status_reason: string | null } }

/** "Expired" beside a day to come would be a riddle: what its owner's order ended is said to be ended by it. */
export function CouponBadge({ coupon: { status, status_reason } }: CouponBadgeProps) {
  const { t } = useLocale()
  const passed = status === "expired" && status_reason === "next_order_passed"
  return (
    <StatusBadge className="shrink-0" color={COUPON[status]}>
      {t(passed ? "coupon.endedByOrder" : `coupon.status.${status}`)}
    </StatusBadge>
  )
}

export function ModeBadge({ mode }: { mode: Mode }) {
  const { t } = useLocale()
  return (
    <StatusBadge
      className="shrink-0 whitespace-nowrap"
      color={mode === "live" ? "green" : "orange"}
    >
      {t(`mode.${mode}`)}
    </StatusBadge>
  )
}

export function TierBadge({ tier }: { tier: Tier | null }) {
  const { t } = useLocale()
  const color = tier === "A" ? "green" : tier === "B" ? "blue" : "grey"
  return (
    <Badge size="small" color={color}>
      {tier ? t("tier.badge", { tier }) : t("tier.none")}
    </Badge>
  )
}
