/** react-querybuilder's rule group, in canonical form: no ids, values typed after their fact. */
export type ConditionGroup = {
  readonly combinator: "and" | "or"
  readonly not?: boolean
  readonly rules: readonly (ConditionRule | ConditionGroup)[]
}

export type ConditionRule = {
  readonly field: string
  readonly operator: string
  readonly value: ConditionValue
}

export type Money = { readonly amount: string; readonly currency_code: string }
export type Scalar = string | number | boolean
export type ConditionValue =
  | Scalar
  | null
  | readonly Scalar[]
  | { readonly amount: number | string; readonly currency_code: string }

export const FACT_TYPES = ["number", "money", "text", "boolean", "date", "list"] as const
export type FactType = (typeof FACT_TYPES)[number]

/** `undefined` is unknown: not loaded or never observed. It is never true, and not(unknown) stays unknown. */
export type FactValue = string | number | boolean | Money | readonly string[] | undefined

/** What the evaluator has to know of a fact; the catalog's definitions are wider. */
export type FactShape = {
  readonly code: string
  readonly type: FactType
}

export type Truth = true | false | "unknown"

/** One node of the trace: what was expected, what was there, and what came of it. */
export type ConditionTrace =
  | {
      readonly kind: "rule"
      readonly field: string
      readonly operator: string
      readonly expected: ConditionValue
      readonly actual: FactValue | null
      readonly result: Truth
    }
  | {
      readonly kind: "group"
      readonly combinator: "and" | "or"
      readonly not: boolean
      readonly result: Truth
      readonly children: readonly ConditionTrace[]
    }

export type ConditionVerdict = {
  readonly result: Truth
  readonly trace: ConditionTrace | null
  /** The first leaf that made the tree false or unknown, or null when it is true. */
  readonly failing: Extract<ConditionTrace, { kind: "rule" }> | null
}
