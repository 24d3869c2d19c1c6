import { normaliseEmail } from "../identity/email"

/** A customer whom a text may mean, and by which of theirs. */
export type NamedReferrer = {
  readonly customer_id: string
  readonly by: "id" | "email" | "code"
  /** ISO instant. */
  readonly created_at: string
  readonly has_account: boolean
  /** As it is written; null where none is. */
  readonly email: string | null
}

/** Who was brought. */
export type Newcomer = {
  readonly customer_id: string
  readonly created_at: string
  readonly email: string | null
}

const RANK: Readonly<Record<NamedReferrer["by"], number>> = { id: 0, email: 1, code: 2 }

/**
 * Who brought somebody, among those whom the text names: an id before an address before a code, an account before a guest, the older one
 * of two. Nobody brings themselves, by another of their addresses' spellings either, and nobody who came later: so two people cannot
 * have brought each other.
 */
export function referrerAmong(newcomer: Newcomer, named: readonly NamedReferrer[]): string | null {
  const own = normaliseEmail(newcomer.email ?? "")
  const others = named.filter(
    ({ customer_id, created_at, email }) =>
      customer_id !== newcomer.customer_id &&
      Date.parse(created_at) <= Date.parse(newcomer.created_at) &&
      (own === null || normaliseEmail(email ?? "") !== own)
  )
  const [first] = [...others].sort(
    (a, b) =>
      RANK[a.by] - RANK[b.by] ||
      Number(b.has_account) - Number(a.has_account) ||
      Date.parse(a.created_at) - Date.parse(b.created_at) ||
      (a.customer_id < b.customer_id ? -1 : 1)
  )
  return first?.customer_id ?? null
}
