import type { Speaker } from "../consent/hear-yes"
import { minuteOfDay } from "../schedule/clock-time"
import type { QuietHours } from "../schedule/quiet-hours"

/** What somebody chose that leaves them alone more than the shop would; a zone moves the hours. */
export type Limits = {
  /** ISO 8601. */
  readonly paused_until: string | null
  readonly frequency: { readonly max: number; readonly days: number } | null
  readonly quiet_hours: QuietHours | null
  readonly time_zone: string | null
}

export type LimitField = keyof Limits
export type LimitPatch = { readonly [Field in LimitField]?: Limits[Field] | undefined }

/** Who asked for a limit, as an actor such as `customer:cus_1` or `link`, for which value, and when (ISO 8601). */
export type LimitSaid<Field extends LimitField = LimitField> = {
  readonly by: string
  readonly value: Limits[Field]
  readonly at: string
}

/** For each limit what everybody asked for who may loosen it; the value that counts is the newest. */
export type LimitedBy = { readonly [Field in LimitField]?: readonly LimitSaid<Field>[] }

export type LimitState = Limits & { readonly limited_by: LimitedBy }

const FIELDS = ["paused_until", "frequency", "quiet_hours", "time_zone"] as const

/** Who set a limit before it was kept who did; nobody whom the shop could know again. */
const UNKNOWN = "unknown"

type Around = {
  /** The shop's own hours, which count for whoever chose none. */
  readonly shop_hours: QuietHours | null
  /** ISO 8601. */
  readonly now: string
}

/**
 * What of a change only whoever reads the address may say: a limit that somebody else asked for (through a link in a mail, or with
 * another account of the address), and the shop's own hours. An account proves no address, so it may make a limit narrower, and
 * loosen what it asked for itself.
 */
export function unprovenLimits(
  patch: LimitPatch,
  speaker: Speaker,
  state: LimitState,
  around: Around
): LimitPatch {
  if (speaker.kind === "link") {
    return {}
  }
  const own = speaker.kind === "account" ? speaker.actor : null
  const fields = changedFields(patch, state).filter(
    (field) => !may(field, patch, state, own, around)
  )
  return Object.fromEntries(fields.map((field) => [field, patch[field]]))
}

/** Who asked for what once this change is saved. Whoever reads the address has the last word: what accounts asked for is over. */
export function limitedByAfter(
  patch: LimitPatch,
  by: string,
  proven: boolean,
  state: LimitState,
  now: string
): LimitedBy {
  const changed = changedFields(patch, state).map((field) => {
    const value = patch[field] ?? null
    const others = proven ? [] : saidOf(state, field).filter((said) => said.by !== by)
    return [field, value === null ? others : [...others, { by, value, at: now }]] as const
  })
  const after = { ...state.limited_by, ...Object.fromEntries(changed) }
  return Object.fromEntries(Object.entries(after).filter(([, said]) => said.length > 0))
}

/** Of a change that was asked for then, what nobody said anything about since: a link that confirms counts once. */
export function notSaidSince(patch: LimitPatch, asked_at: string, state: LimitState): LimitPatch {
  const fields = changedFields(patch, state).filter((field) =>
    (state.limited_by[field] ?? []).every(({ at }) => Date.parse(at) <= Date.parse(asked_at))
  )
  return Object.fromEntries(fields.map((field) => [field, patch[field]]))
}

const changedFields = (patch: LimitPatch, state: Limits): readonly LimitField[] =>
  FIELDS.filter((field) => patch[field] !== undefined && !isSame(patch[field], state[field]))

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))

const sorted = (value: unknown): unknown =>
  typeof value === "object" && value !== null ? Object.entries(value).sort() : value

function saidOf<Field extends LimitField>(
  state: LimitState,
  field: Field
): readonly LimitSaid<Field>[] {
  const said = (state.limited_by[field] ?? []) as readonly LimitSaid<Field>[]
  const value = state[field]
  return said.length === 0 && value !== null
    ? [{ by: UNKNOWN, value, at: "1970-01-01T00:00:00Z" }]
    : said
}

function may(
  field: LimitField,
  patch: LimitPatch,
  state: LimitState,
  own: string | null,
  { shop_hours, now }: Around
): boolean {
  const valuesOf = <Field extends LimitField>(name: Field) =>
    saidOf(state, name)
      .filter(({ by }) => by !== own)
      .map(({ value }) => value)
  switch (field) {
    case "paused_until":
      return valuesOf(field).every((value) => isAsLong(patch.paused_until ?? null, value, now))
    case "frequency":
      return valuesOf(field).every((value) => isAsRare(patch.frequency ?? null, value))
    case "quiet_hours": {
      const others = valuesOf(field)
      const floor = others.length === 0 ? [shop_hours] : others
      return floor.every((value) => covers(patch.quiet_hours ?? shop_hours, value))
    }
    case "time_zone":
      return valuesOf("time_zone").length === 0 && valuesOf("quiet_hours").length === 0
  }
}

const isAsLong = (wanted: string | null, held: string | null, now: string): boolean =>
  held === null ||
  Date.parse(held) <= Date.parse(now) ||
  (wanted !== null && Date.parse(wanted) >= Date.parse(held))

/** Whether nothing that the wanted limit lets through is too much for the held one: as many full bursts as begin in its days. */
const isAsRare = (wanted: Limits["frequency"], held: Limits["frequency"]): boolean =>
  held === null || (wanted !== null && Math.ceil(held.days / wanted.days) * wanted.max <= held.max)

const DAY = 1440

function covers(outer: QuietHours | null, inner: QuietHours | null): boolean {
  if (inner === null) {
    return true
  }
  if (outer === null) {
    return false
  }
  const [begin, length] = spanOf(outer)
  const [from, long] = spanOf(inner)
  return ((from - begin + DAY) % DAY) + long <= length
}

function spanOf({ from, to }: QuietHours): readonly [begin: number, length: number] {
  const begin = minuteOfDay(from) ?? 0
  return [begin, ((minuteOfDay(to) ?? 0) - begin + DAY) % DAY]
}
