import type { ConsentEntry } from "./consent"
import { foldConsents } from "./fold"
import { hearYes, type Speaker } from "./hear-yes"

const ADA: Speaker = { kind: "account", actor: "customer:cus_ada" }
const GUEST: Speaker = { kind: "guest" }
const LINK: Speaker = { kind: "link" }
const wanted = { purpose: "marketing", channel: "email" }
const NOW = "2026-06-30T12:00:00.000Z"

type Act = { readonly granted: boolean; readonly actor: string; readonly source?: string }

/** One act a day, from 1 June on. */
const records = (acts: readonly Act[], use = wanted) =>
  acts.map(({ granted, actor, source = "preferences" }, day) => ({
    ...use,
    id: `kcns_${day}`,
    granted,
    actor,
    source,
    text_version: null,
    locale: null,
    occurred_at: `2026-06-0${day + 1}T00:00:00.000Z`,
  }))

type Circumstances = {
  readonly double_opt_in?: boolean
  readonly suppressed?: Readonly<Record<string, { cause: string; since: string }>>
  readonly entry?: Partial<ConsentEntry>
  readonly use?: typeof wanted
}

function heard(speaker: Speaker, acts: readonly Act[], more: Circumstances = {}): string {
  const said = records(acts, more.use)
  const consents = Object.fromEntries(
    Object.entries(foldConsents(said)).map(([key, entry]) => [key, { ...entry, ...more.entry }])
  )
  return hearYes(more.use ?? wanted, speaker, {
    contact: { consents, suppressed: more.suppressed ?? {} },
    records: said,
    double_opt_in: more.double_opt_in ?? false,
    now: NOW,
  })
}

const YES = { granted: true, actor: "guest", source: "checkout" }
const OWN_NO = { granted: false, actor: "customer:cus_ada" }
const MAILED_NO = { granted: false, actor: "link", source: "one_click" }
const CONFIRMED = { granted: true, actor: "link", source: "confirmation" }

describe("a yes", () => {
  it("counts at once where nobody said no", () => {
    expect([GUEST, ADA, LINK].map((speaker) => heard(speaker, []))).toEqual([
      "taken",
      "taken",
      "taken",
    ])
    expect([GUEST, ADA, LINK].map((speaker) => heard(speaker, [YES]))).toEqual([
      "known",
      "known",
      "known",
    ])
    expect(heard(GUEST, [YES], { entry: { expires_at: "2026-06-29T00:00:00Z" } })).toBe("taken")
  })

  it("undoes the no of whoever reads the address through a mail alone", () => {
    for (const no of [MAILED_NO, { granted: false, actor: "user:user_1", source: "admin" }]) {
      expect([GUEST, ADA, LINK].map((speaker) => heard(speaker, [YES, no]))).toEqual([
        "unproven",
        "unproven",
        "taken",
      ])
    }
  })

  it("undoes a no of the same account, and of no other", () => {
    expect(heard(ADA, [YES, OWN_NO])).toBe("taken")
    expect(heard(GUEST, [YES, OWN_NO])).toBe("unproven")
    expect(heard(ADA, [YES, { granted: false, actor: "customer:cus_old" }])).toBe("unproven")
    // Saying no oneself first would otherwise be the way round.
    expect(heard(ADA, [YES, MAILED_NO, OWN_NO])).toBe("unproven")
    expect(heard(ADA, [MAILED_NO, CONFIRMED, OWN_NO])).toBe("taken")
  })

  it("does not undo what mail program or provider said for the owner, and a bounce says nothing of their will", () => {
    const stop = (cause: string, day: number) => ({
      suppressed: { email: { cause, since: `2026-06-0${day}T12:00:00.000Z` } },
    })
    for (const cause of ["unsubscribed", "spam_report"]) {
      expect(heard(GUEST, [], stop(cause, 1))).toBe("unproven")
      expect(heard(ADA, [YES], stop(cause, 2))).toBe("unproven")
      expect(heard(ADA, [YES, OWN_NO], stop(cause, 1))).toBe("unproven")
      expect(heard(LINK, [YES], stop(cause, 2))).toBe("taken")
      // Said yes again since.
      expect(heard(ADA, [YES, CONFIRMED], stop(cause, 1))).toBe("known")
    }
    expect(heard(ADA, [], stop("hard_bounce", 1))).toBe("taken")
    const onSite = { purpose: "profiling", channel: "on_site" }
    expect(heard(ADA, [], { ...stop("unsubscribed", 1), use: onSite })).toBe("taken")
  })

  it("that reaches out is proven once where the shop asks for double opt-in, also of an account", () => {
    const double = { double_opt_in: true }
    expect([GUEST, ADA, LINK].map((speaker) => heard(speaker, [], double))).toEqual([
      "unproven",
      "unproven",
      "taken",
    ])
    expect(heard(ADA, [OWN_NO], double)).toBe("unproven")
    expect(heard(ADA, [CONFIRMED, OWN_NO], double)).toBe("taken")
    const use = { purpose: "personalisation", channel: "on_site" }
    expect(heard(ADA, [], { ...double, use })).toBe("taken")
    expect(heard(GUEST, [], { ...double, use })).toBe("unproven")
  })
})
