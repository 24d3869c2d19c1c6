import type { Catalog, Subject, TriggerDefinition } from "../catalog/definitions"
import type { ConditionVerdict } from "../condition/condition"
import { evaluateConditions } from "../condition/evaluate"
import type { ConsentPolicy } from "../consent/policy"
import { bucketOf } from "../experiment/bucket"
import type { AutomationDefinition, AutomationVersion, Reentry, Step } from "./automation"
import { carriersOf } from "./carriers"
import type { Decision, DecisionTrace, Mode, OccasionOver, Reason, TraceCheck } from "./decision"
import type { Incident } from "../incident/incident"
import { personKey } from "./person-key"
import { type Reach, reachOf } from "./reach"
import { readFacts } from "./read-facts"
import { type Contacted, type Hold, holdOf, type TimingPolicy } from "./timing"

export type DecideInput = {
  readonly subject: Subject
  readonly automation: AutomationVersion
  readonly catalog: Catalog
  readonly mode: Mode
  readonly consent: ConsentPolicy
  /** When this person was last decided to be sent this automation, ISO 8601. */
  readonly history: { readonly last_send_at: string | null }
  /** What ended the occasion meanwhile; nothing when absent. */
  readonly over?: OccasionOver | null
  /** Of the holdout; the same for the life of a shop, or people change sides. */
  readonly seed: string
  /** Percent of people whom the shop leaves out of everything but service, to compare. */
  readonly shop_holdout_percent?: number
  /** The shop's currency, for amounts in conditions that name none. */
  readonly currency_code?: string | null
  /** Quiet hours, caps and what reached the person lately; absent where nothing interrupts anybody (content on request). */
  readonly timing?: {
    readonly policy: TimingPolicy
    readonly contacted: readonly Contacted[]
    /** What went wrong for the person of late. */
    readonly incidents?: readonly Incident[]
  }
}

export type Verdict = Pick<Decision, "kind" | "reason" | "until" | "variant" | "trace">

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Whether an event enters an automation at all; without that there is no decision. */
export function entersTrigger(
  automation: AutomationVersion,
  event: Subject["event"],
  catalog: Catalog
): boolean {
  const { code, args } = automation.definition.trigger
  const trigger = catalog.triggers.get(code)
  return trigger !== undefined && event.name === code && (trigger.matches?.(event, args) ?? true)
}

/**
 * Whether one automation goes to one customer because of one event, and why. Pure: the same input gives the same verdict
 * and trace, byte for byte. The checks are made in the order of the trace, and the first that fails is the reason; a part
 * of the trace that was not reached is null.
 */
export function decide(input: DecideInput): Verdict {
  const { subject, automation, catalog } = input
  const { definition } = automation
  const trigger = catalog.triggers.get(definition.trigger.code)
  const facts = readFacts(subject, catalog)
  const age = checkAge(subject, trigger)
  const started = startOf(definition.trigger.code, trigger, subject, age)
  if (!age.passed) {
    return skip(trigger === undefined ? "unavailable" : "too_old", started)
  }

  const over = input.over ?? null
  if (over !== null) {
    return skip(over.reason, { ...started, occasion: over })
  }

  const reentry = checkReentry(definition.reentry, input.history.last_send_at, subject.now)
  const entered = { ...started, trigger: { ...started.trigger, reentry } }
  if (!reentry.passed) {
    return skip("reentry", entered)
  }

  const verdict = evaluateConditions(definition.conditions, catalog.facts, facts.read, {
    now: subject.now,
    currency_code: input.currency_code ?? null,
  })
  const judged = withConditions(entered, verdict, facts.values())
  if (verdict.result !== true) {
    return skip(verdict.result === false ? "condition_false" : "condition_unknown", judged)
  }

  const reaches = reachesOf(input)
  const asked = withConsent(judged, reaches)
  if (!reaches.some(({ permission }) => permission.allowed)) {
    return skip(reaches[0]?.permission.reason ?? "unavailable", asked)
  }

  const caps = holdoutOf(input)
  if (caps.held_out) {
    return skip("holdout", { ...asked, caps })
  }
  if (input.timing === undefined) {
    return send({ ...asked, caps })
  }
  const hold = firstHold(input, reaches, input.timing)
  const trace = { ...asked, caps: { ...caps, hold } }
  return hold === null ? send(trace) : held(hold, trace)
}

/**
 * What the first step has to wait for, when all of it has to: a step that also shows content goes, and its message is held
 * by its claim. Later steps are asked when they are due.
 */
function firstHold(
  { automation, catalog, subject }: DecideInput,
  reaches: readonly Reach[],
  timing: NonNullable<DecideInput["timing"]>
): Hold | null {
  const [first] = automation.definition.steps
  if (first === undefined || !isImmediate(first)) {
    return null
  }
  const { purpose, objective } = automation.definition
  const incidents = isSilenced(objective) ? (timing.incidents ?? []) : []
  const holds = reaches.flatMap(({ carrier, permission }) => {
    const channel = catalog.channels.get(carrier.channel)
    return carrier.step !== first.key || channel === undefined || !permission.allowed
      ? []
      : [holdOf({ subject, channel, purpose, ...timing, incidents })]
  })
  return holds.every((hold) => hold !== null) ? (holds[0] ?? null) : null
}

/** Whoever says sorry answers just what went wrong, and does not wait for its end. */
export const isSilenced = (objective: AutomationDefinition["objective"]): boolean =>
  objective !== "apologise"

const isImmediate = ({ wait }: Step): boolean => "minutes" in wait && wait.minutes === 0

function reachesOf(input: DecideInput): readonly Reach[] {
  const { subject, automation, catalog, consent: policy } = input
  const { definition } = automation
  return carriersOf(definition, catalog).map((carrier) =>
    reachOf({ definition, carrier, subject, catalog, policy })
  )
}

function withConsent(trace: DecisionTrace, reaches: readonly Reach[]): DecisionTrace {
  const ways = reaches
    .filter(({ carrier }) => carrier.otherwise.length > 0)
    .map(({ carrier: { step, index, channel }, permission, passed }) => ({
      step,
      index,
      channel: permission.allowed ? channel : null,
      passed,
    }))
  const consent = reaches.flatMap(({ permission }) => permission.checks)
  return ways.length === 0 ? { ...trace, consent } : { ...trace, consent, ways }
}

/** Imported history and events from long ago cause nothing "now" (E-17). */
function checkAge({ event, now }: Subject, trigger: TriggerDefinition | undefined): TraceCheck {
  const hours = (Date.parse(now) - Date.parse(event.occurred_at)) / HOUR
  const limit = trigger?.max_age_hours ?? 0
  const imported = event.source === "import"
  return {
    // An unreadable time makes NaN, which is not within the limit.
    passed: trigger !== undefined && !imported && hours <= limit,
    expected: limit,
    actual: Number.isFinite(hours) ? Math.round(hours * 100) / 100 : null,
    detail: imported ? "imported" : trigger === undefined ? "unknown trigger" : null,
  }
}

function checkReentry(reentry: Reentry, last: string | null, now: string): TraceCheck {
  const days = last === null ? null : (Date.parse(now) - Date.parse(last)) / DAY
  const passed =
    days === null ||
    reentry.kind === "always" ||
    (reentry.kind === "once_per_days" && days >= reentry.days)
  return {
    passed,
    expected: reentry.kind === "once_per_days" ? reentry.days : reentry.kind,
    actual: last,
    detail: null,
  }
}

/** The shop's own holdout comes first: whoever is in it gets nothing but service, from no automation. */
function holdoutOf(input: DecideInput): NonNullable<DecisionTrace["caps"]> {
  const { automation, seed, subject, shop_holdout_percent = 0 } = input
  const { holdout_percent: own, purpose } = automation.definition
  const who = personKey(subject)
  const shop = purpose === "service" ? 0 : shop_holdout_percent
  const shopBucket = bucketOf(`${seed}:shop`, who)
  if (shopBucket < shop || (shop > 0 && own === 0)) {
    const held_out = shopBucket < shop
    return { holdout_percent: shop, holdout_bucket: shopBucket, held_out, holdout_of: "shop" }
  }
  const bucket = bucketOf(`${seed}:${automation.automation_id}`, who)
  return { holdout_percent: own, holdout_bucket: bucket, held_out: bucket < own }
}

function startOf(
  code: string,
  trigger: TriggerDefinition | undefined,
  { event }: Subject,
  age: TraceCheck
): DecisionTrace {
  const properties = event.snapshot.properties ?? {}
  const kept = (trigger?.notes ?? []).filter((name) => properties[name] != null)
  const noted = Object.fromEntries(kept.map((name) => [name, properties[name]]))
  return {
    trigger: {
      code,
      occurred_at: event.occurred_at,
      age,
      reentry: null,
      ...(kept.length === 0 ? {} : { noted }),
    },
    conditions: null,
    failing: null,
    consent: null,
    caps: null,
    score: null,
    winner: null,
    values: {},
  }
}

function withConditions(
  trace: DecisionTrace,
  verdict: ConditionVerdict,
  values: DecisionTrace["values"]
): DecisionTrace {
  return { ...trace, conditions: verdict.trace, failing: verdict.failing, values }
}

function skip(reason: Reason, trace: DecisionTrace): Verdict {
  return { kind: "skip", reason, until: null, variant: null, trace }
}

/** The reason that a delivery which waits bears; a rival's room is a matter of the cap. */
export const holdReason = (hold: Hold): Reason => HOLD_REASONS[hold.kind]

const HOLD_REASONS: Readonly<Record<Hold["kind"], Reason>> = {
  incident: "open_complaint",
  quiet_hours: "quiet_hours",
  cap: "capped",
  rival: "capped",
  budget: "budget_spent",
}

function held(hold: Hold, trace: DecisionTrace): Verdict {
  return { kind: "hold", reason: holdReason(hold), until: hold.until, variant: null, trace }
}

function send(trace: DecisionTrace): Verdict {
  return { kind: "send", reason: null, until: null, variant: null, trace }
}
