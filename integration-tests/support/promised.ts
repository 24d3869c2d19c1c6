import type { Proof } from "./bad-inputs"

/** A row of what was promised, and the tests that hold it. */
export type Promised = {
  readonly says: string
  readonly proofs: readonly Proof[]
}
