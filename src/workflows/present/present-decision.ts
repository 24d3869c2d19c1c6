import { detailIn, passedSentence } from "../../core/decision/delivery-note"
import { explainDecision } from "../../core/decision/explain"
import { holdSentence } from "../../core/decision/hold-clause"
import { noteIn } from "../../core/text/note"
import type { Hold } from "../../core/decision/timing"
import type { DecisionRow } from "../../modules/kairos-automation/decisions"
import type { AttemptRow, DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import { asShown, type Coupon } from "../../core/coupon/coupon"
import type { ReportRow } from "../../modules/kairos-automation/reports"
import type {
  CouponResponse,
  DecisionResponse,
  DeliveryResponse,
  Explanation,
  FollowedStep,
} from "../../types"
import type { Runtime } from "../support/runtime"

export function presentDecision(row: DecisionRow): DecisionResponse {
  return {
    id: row.id,
    automation_id: row.automation_id,
    automation_version: row.automation_version,
    automation_name: row.automation_name,
    customer_id: row.customer_id,
    event_id: row.event_id,
    event_name: row.event_name ?? row.trace.trigger.code,
    kind: row.kind,
    mode: row.mode,
    reason: row.reason,
    until: row.until?.toISOString() ?? null,
    variant: row.variant,
    placement: row.placement,
    decided_at: row.decided_at.toISOString(),
    trace: row.trace,
  }
}

/** The trace as sentences; there is no second explanation code. */
export const explain = (
  runtime: Runtime,
  row: Pick<DecisionRow, "kind" | "reason" | "mode" | "trace"> & {
    readonly until?: Date | string | null
  }
): Explanation =>
  explainDecision(
    {
      kind: row.kind,
      reason: row.reason,
      mode: row.mode,
      trace: row.trace,
      until: row.until instanceof Date ? row.until.toISOString() : (row.until ?? null),
    },
    runtime.catalog
  )

export async function presentDeliveries(
  runtime: Runtime,
  rows: readonly (DeliveryRow & { automation_name: string | null })[]
): Promise<DeliveryResponse[]> {
  const ids = rows.map((row) => row.id)
  const [attempts, reports, coupons] = await Promise.all([
    runtime.automation.deliveries.attempts(ids),
    runtime.automation.reports.listOfDeliveries(ids),
    runtime.automation.coupons.listOfDeliveries(ids),
  ])
  return rows.map((row) => ({
    id: row.id,
    decision_id: row.decision_id,
    automation_id: row.automation_id,
    automation_name: row.automation_name,
    customer_id: row.customer_id,
    step: row.step,
    channel: row.channel,
    state: row.state,
    reason: row.reason,
    detail: row.detail,
    because: row.detail === null ? null : detailIn(row.detail, runtime.catalog),
    passed: (row.passed ?? []).map((passed) => ({
      channel: passed.channel,
      text: passedSentence(passed, runtime.catalog),
    })),
    consent: row.consent === null ? null : [...row.consent],
    hold: row.hold === null ? null : presentHold(row.hold),
    awaits: row.awaits,
    priority: row.priority,
    due_at: row.due_at.toISOString(),
    sent_at: row.sent_at?.toISOString() ?? null,
    expires_at: row.expires_at.toISOString(),
    created_at: row.created_at.toISOString(),
    attempts: attempts.filter((attempt) => attempt.delivery_id === row.id).map(presentAttempt),
    reports: reports.filter((report) => report.delivery_id === row.id).map(presentReport),
    coupon: presentFirst(coupons.filter((coupon) => coupon.delivery_id === row.id)),
  }))
}

/** A step that shadow mode follows: a delivery that never leaves. */
export const presentFollowed = (runtime: Runtime, row: DeliveryRow): FollowedStep => ({
  step: row.step,
  channel: row.channel,
  state: row.state,
  reason: row.reason,
  because: row.detail === null ? null : detailIn(row.detail, runtime.catalog),
  due_at: row.due_at.toISOString(),
  would_go_at: row.sent_at?.toISOString() ?? null,
})

const presentHold = (hold: Hold): NonNullable<DeliveryResponse["hold"]> => ({
  until: hold.until,
  time_zone: hold.kind === "rival" ? null : hold.zone.zone,
  text: holdSentence(hold),
})

export function presentCoupon(coupon: Coupon): CouponResponse {
  return {
    id: coupon.id,
    code: asShown(coupon).code,
    kind: coupon.kind,
    value: coupon.value,
    currency_code: coupon.currency_code,
    minimum: coupon.minimum,
    expires_at: coupon.expires_at,
    status: coupon.status,
    status_reason: coupon.status_reason,
    stranger_attempts: coupon.stranger_attempts,
  }
}

const presentFirst = (coupons: readonly Coupon[]): CouponResponse | null =>
  coupons[0] === undefined ? null : presentCoupon(coupons[0])

const presentAttempt = (attempt: AttemptRow) => ({
  at: attempt.started_at.toISOString(),
  outcome: attempt.outcome,
  message: attempt.message,
  text: attempt.message === null ? null : noteIn(attempt.message),
})

const presentReport = (report: ReportRow): DeliveryResponse["reports"][number] => ({
  kind: report.kind,
  at: report.occurred_at.toISOString(),
  attempt: report.attempt,
  status: report.status,
  machine: report.machine,
})
