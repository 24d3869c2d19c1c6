/** So many attempts by others within so many minutes mean that a code is known to people whom it does not belong to. */
export type LeakPolicy = { readonly attempts: number; readonly minutes: number }

/**
 * Twice what an owner who forgot to log in and a household who got the code forwarded come to
 * (leak.prop.spec.ts makes ten thousand of their carts).
 */
export const DEFAULT_LEAK_POLICY: LeakPolicy = { attempts: 10, minutes: 60 }

/** What one basket that is not the owner's tried in one minute. */
export type Tried = {
  readonly at: string
  readonly basket: string
  /** Whether somebody else's address or account stands on the basket. */
  readonly known: boolean
  readonly attempts: number
}

export type Leak = {
  readonly attempts: number
  /** The first attempt of the window. */
  readonly since: string
}

/**
 * Whether a code leaked. A basket with nobody on it may be its owner's, who has not said so yet and tries again and again:
 * it counts once. Somebody else counts as often as they try.
 */
export function leakOf(tried: readonly Tried[], policy: LeakPolicy, now: string): Leak | null {
  const from = Date.parse(now) - policy.minutes * 60_000
  const recent = tried.filter(({ at }) => Date.parse(at) > from)
  const strangers = recent.filter(({ known }) => known).reduce((sum, one) => sum + one.attempts, 0)
  const nobodies = new Set(recent.filter(({ known }) => !known).map(({ basket }) => basket)).size
  const first = recent.map(({ at }) => at).sort()[0]
  return first !== undefined && strangers + nobodies >= policy.attempts
    ? { attempts: recent.reduce((sum, one) => sum + one.attempts, 0), since: first }
    : null
}
