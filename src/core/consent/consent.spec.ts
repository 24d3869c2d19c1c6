import fold from "../../../spec/consent/fold.json"
import table from "../../../spec/consent/may-use.json"
import type { ConsentRecord, ConsentState, ContactState } from "./consent"
import { foldConsents } from "./fold"
import { mayUse } from "./may-use"
import { type ConsentPolicy, DEFAULT_CONSENT_POLICY } from "./policy"

type UseCase = {
  readonly name: string
  readonly given: {
    readonly basis?: ConsentPolicy["basis"]
    readonly minors?: Partial<ConsentPolicy["minors"]>
    readonly now: string
    readonly bought_at?: string
    readonly contact?: Partial<ContactState>
  }
  readonly when: { readonly purpose: string; readonly channel: string }
  readonly then: object
}

const EMPTY: ContactState = {
  consents: {},
  suppressed: {},
  profiling_objected: false,
  paused_until: null,
  locale: null,
  time_zone: null,
}

it.each((table.cases as unknown as UseCase[]).map((one) => [one.name, one] as const))(
  "%s",
  (_name, { given: { basis, minors, contact, now, bought_at }, when, then }) => {
    const state = contact === undefined ? undefined : { ...EMPTY, ...contact }
    const policy = {
      ...DEFAULT_CONSENT_POLICY,
      basis: basis ?? "opt_in",
      minors: { ...DEFAULT_CONSENT_POLICY.minors, ...minors },
    }
    expect(mayUse({ ...when, bought_at: bought_at ?? null }, state, policy, now)).toMatchObject(
      then
    )
  }
)

type FoldCase = {
  readonly name: string
  readonly given: readonly ConsentRecord[]
  readonly then: ConsentState
}

it.each((fold.cases as unknown as FoldCase[]).map((one) => [one.name, one] as const))(
  "fold: %s",
  (_name, { given, then }) => {
    expect(foldConsents(given)).toEqual(then)
  }
)
