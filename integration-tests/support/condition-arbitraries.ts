import fc from "fast-check"
import {
  type ConditionGroup,
  type ConditionRule,
  type ConditionValue,
  FACT_TYPES,
  type FactShape,
  type FactType,
  type FactValue,
} from "../../src/core/condition/condition"
import { OPERATOR_BY_CODE, OPERATORS } from "../../src/core/condition/operators"

const cents = fc.integer({ min: -100_000, max: 100_000 })
const amount = cents.map((value) => (value / 100).toFixed(2))
const word = fc.constantFrom("a", "b", "c", "d", "")
const day = fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(n * 86_400_000).toISOString())

/** Values as each type of fact may have them. */
export const ACTUAL: Readonly<Record<FactType, fc.Arbitrary<FactValue>>> = {
  number: fc.integer({ min: -5, max: 5 }),
  money: amount.map((value) => ({ amount: value, currency_code: "eur" })),
  text: word,
  boolean: fc.boolean(),
  date: day,
  list: fc.array(word, { maxLength: 4 }),
}

/** Values that an operator may be given for a type. */
export function operandOf(type: FactType, code: string): fc.Arbitrary<ConditionValue> {
  const { operand, takes } = OPERATOR_BY_CODE.get(code)!
  if (takes === "none") {
    return fc.constant(null)
  }
  const one = (
    operand === "days"
      ? fc.nat(30)
      : operand === "text"
        ? word
        : type === "list"
          ? word
          : ACTUAL[type]
  ) as fc.Arbitrary<never>
  return takes === "one" ? one : fc.array(one, { minLength: 1, maxLength: 4 })
}

/** One fact of each type, named after it. */
export const newFacts = (): ReadonlyMap<string, FactShape> =>
  new Map(FACT_TYPES.map((type) => [type, { code: type, type }]))

const RULES: readonly fc.Arbitrary<ConditionRule>[] = OPERATORS.flatMap(({ code, types }) =>
  types.map((type) =>
    operandOf(type, code).map((value) => ({ field: type, operator: code, value }))
  )
)

/** Any tree over the facts of `newFacts`, a fact that does not exist among them. */
const { group: tree } = fc.letrec<{ node: ConditionRule | ConditionGroup; group: ConditionGroup }>(
  (tie) => ({
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.oneof(...RULES, fc.constant({ field: "gone", operator: "=", value: 1 })),
      tie("group")
    ),
    group: fc.record({
      combinator: fc.constantFrom("and" as const, "or" as const),
      not: fc.boolean(),
      rules: fc.array(tie("node"), { minLength: 0, maxLength: 4 }),
    }),
  })
)

const values = fc.record(
  Object.fromEntries(
    FACT_TYPES.map((type) => [type, fc.option(ACTUAL[type], { nil: undefined })])
  ) as Record<FactType, fc.Arbitrary<FactValue>>
) as fc.Arbitrary<Readonly<Record<string, FactValue>>>

/** A tree, and what a person's facts may be; some are unknown. */
export const treeAndValues = fc.record({ tree, values })
