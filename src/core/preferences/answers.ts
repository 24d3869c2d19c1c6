export type Answer = string | number | boolean | readonly string[]

/** What somebody answered, and when; by the question's key. */
export type Answers = Readonly<Record<string, { readonly value: Answer; readonly at: string }>>
