/** One thing that is wrong with an input: which field, and a sentence with what was expected and the fix. */
export type Problem = { readonly path: string; readonly message: string }

/** An input that was checked: its canonical form, or all that is wrong with it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] }

export const valid = <T>(value: T): Checked<T> => ({ ok: true, value })
export const invalid = (...problems: readonly Problem[]): Checked<never> => ({
  ok: false,
  problems,
})
