import type { Subject } from "../../core/catalog/definitions"
import { evaluateConditions } from "../../core/condition/evaluate"
import type { AutomationDefinition, AutomationStatus } from "../../core/decision/automation"
import type { OccasionOver, Reason } from "../../core/decision/decision"
import type { DeliveryState } from "../../core/decision/delivery"
import { keptLeaf } from "../../core/decision/delivery-note"
import type { Permission } from "../../core/decision/permission"
import { note } from "../../core/text/note"
import type { DeliveryRow, Settlement } from "../../modules/kairos-automation/delivery-rows"
import { isStopped, type Settings } from "../../modules/kairos-automation/settings"
import type { EmailProvider } from "../messages/header-support"
import type { Runtime } from "../support/runtime"

/** Why a delivery that is due does not leave now. */
export type Refusal = Pick<Settlement, "state" | "reason" | "detail" | "hold">

export const refuse = (state: DeliveryState, reason: Reason, detail: string | null): Refusal => ({
  state,
  reason,
  detail,
})

export type Lifecycle = {
  readonly status: AutomationStatus
  readonly settings: Settings
  /** Whether it would leave a copy of the shop. */
  readonly copied: boolean
  /** Why nothing may be sent to anybody: a restored database that was told of nothing yet. */
  readonly unsafe: string | null
  readonly now: Date
}

export function lifecycleRefusal(
  row: DeliveryRow,
  { status, settings, copied, unsafe, now }: Lifecycle
): Refusal | null {
  if (row.expires_at <= now) {
    return refuse("expired", "expired", note("valid_until", { at: row.expires_at.toISOString() }))
  }
  if (isStopped(settings.stopped, row.channel)) {
    return refuse("held", "killed", note(settings.stopped.all ? "all_stopped" : "channel_stopped"))
  }
  if (row.purpose !== "service" && settings.complained_channels.includes(row.channel)) {
    return refuse("held", "killed", note("complaints_stopped"))
  }
  if (copied || unsafe !== null) {
    return refuse("held", "staging", unsafe ?? note("copy"))
  }
  if (status === "archived") {
    return refuse("refused", "inactive", note("automation_archived"))
  }
  if (status !== "active") {
    return refuse("held", "inactive", note("automation_paused"))
  }
  return settings.mode === "live" ? null : refuse("held", "inactive", note("shadow"))
}

/** What shadow mode follows ends with it, and with its automation: nobody releases it later. */
export function shadowStopped(
  row: DeliveryRow,
  { status, settings, now }: Lifecycle
): Refusal | null {
  if (row.expires_at <= now) {
    return refuse("expired", "expired", note("valid_until", { at: row.expires_at.toISOString() }))
  }
  if (settings.mode === "live") {
    return refuse("cancelled", "inactive", note("went_live"))
  }
  return status === "active" ? null : refuse("cancelled", "inactive", note("automation_paused"))
}

/** Marketing mail that nobody could unsubscribe from with one click does not leave (RFC 8058). */
export function headersMissing(row: DeliveryRow, { headers }: EmailProvider): Refusal | null {
  const mail = row.channel === "email" && row.action.code === "send_message"
  return mail && row.purpose !== "service" && headers === "none"
    ? refuse("refused", "unavailable", note("no_headers"))
    : null
}

/** A step whose event did not come in time, or whose date nobody knows. */
export function waitRefusal(
  runtime: Runtime,
  row: DeliveryRow,
  definition: AutomationDefinition,
  subject: Subject
): Refusal | null {
  if (row.awaits?.otherwise === "exit") {
    return refuse("expired", "expired", note("event_missing", { name: row.awaits.name }))
  }
  const wait = definition.steps.find((step) => step.key === row.step)?.wait
  const fact = wait !== undefined && "until" in wait ? wait.until.fact : undefined
  return fact === undefined || runtime.catalog.facts.get(fact)?.read(subject) !== undefined
    ? null
    : refuse("refused", "condition_unknown", note("date_unknown", { name: fact }))
}

/** What was over before it could be sent ends there, except that it came too late: that is `expired` as ever. */
export const occasionRefusal = (over: OccasionOver | null): Refusal | null =>
  over === null
    ? null
    : refuse(over.reason === "expired" ? "expired" : "refused", over.reason, over.detail)

export function stepRefusal(
  runtime: Runtime,
  row: DeliveryRow,
  definition: AutomationDefinition,
  subject: Subject
): Refusal | null {
  const conditions = definition.steps.find((step) => step.key === row.step)?.conditions ?? null
  const verdict = evaluateConditions(
    conditions,
    runtime.catalog.facts,
    (code) => runtime.catalog.facts.get(code)?.read(subject),
    { now: subject.now, currency_code: subject.order?.currency_code ?? null }
  )
  if (verdict.result === true) {
    return null
  }
  const failing = verdict.failing
  return refuse(
    "refused",
    verdict.result === false ? "condition_false" : "condition_unknown",
    failing === null ? null : keptLeaf(failing)
  )
}

/** What a provider refused for good, and no other channel may bring, has failed; the others are said beside it. */
export function permissionRefusal(
  { refused }: DeliveryRow,
  { reason, detail }: Permission
): Refusal {
  const last = refused?.at(-1)
  return last === undefined
    ? refuse("refused", reason ?? "consent_missing", detail)
    : { state: "failed", reason: null, detail: last.detail }
}
