import { type Checked, invalid, type Problem, valid } from "../../core/result"
import {
  INFERRED,
  INFERRED_KINDS,
  type InferredKind,
  NO_CONCLUSION,
} from "../../core/preferences/inferred"
import type { Answer } from "../../core/preferences/answers"
import { answerProblem } from "../../core/preferences/question"
import type { ResolvedOptions } from "../../options/options"

export type Declared = {
  /** Null takes an answer back. */
  readonly answers: Readonly<Record<string, unknown>>
  /** A choice, `none` so that nothing is concluded, null to conclude again. */
  readonly inferred: Readonly<Record<string, string | null>>
  readonly topics: readonly string[] | undefined
}

export type CheckedDeclared = {
  readonly answers: Readonly<Record<string, Answer | null>>
  readonly corrections: Readonly<Record<string, string | null>>
}

/** Whether it fits what the shop asks. */
export function checkDeclared(
  { preferences }: Pick<ResolvedOptions, "preferences">,
  declared: Declared
): Checked<CheckedDeclared> {
  const problems = [
    ...answersProblems(preferences.questions, declared.answers),
    ...inferredProblems(declared.inferred),
    ...topicsProblems(preferences.topics, declared.topics ?? []),
  ]
  return problems.length > 0
    ? invalid(...problems)
    : valid({
        answers: declared.answers as CheckedDeclared["answers"],
        corrections: declared.inferred,
      })
}

type Preferences = ResolvedOptions["preferences"]

const answersProblems = (
  questions: Preferences["questions"],
  answers: Declared["answers"]
): readonly Problem[] =>
  Object.entries(answers).flatMap(([key, answer]) => {
    const path = `answers.${key}`
    const question = questions.find((one) => one.key === key)
    if (question === undefined) {
      // An answer to a question that is asked no more may still be taken back.
      return answer === null ? [] : [{ path, message: unknown(questions.map((one) => one.key)) }]
    }
    const message = answer === null ? null : answerProblem(question, answer)
    return message === null ? [] : [{ path, message }]
  })

const unknown = (known: readonly string[]): string =>
  known.length === 0
    ? "is none of the shop's questions; it asks none"
    : `is none of the shop's questions; expected one of ${known.join(", ")}`

const inferredProblems = (inferred: Declared["inferred"]): readonly Problem[] =>
  Object.entries(inferred).flatMap(([kind, choice]) => {
    const path = `inferred.${kind}`
    if (!Object.hasOwn(INFERRED, kind)) {
      return [{ path, message: `is not concluded; expected one of ${INFERRED_KINDS.join(", ")}` }]
    }
    const choices = [...Object.keys(INFERRED[kind as InferredKind].choices), NO_CONCLUSION]
    return choice === null || choices.includes(choice)
      ? []
      : [{ path, message: `expected null or one of ${choices.join(", ")}` }]
  })

/** A shop that names no topics takes any: its storefront asks for them in its own way. */
const topicsProblems = (
  offered: Preferences["topics"],
  topics: readonly string[]
): readonly Problem[] => {
  const values = offered.map(({ value }) => value)
  return values.length === 0
    ? []
    : topics.flatMap((topic, index) =>
        values.includes(topic)
          ? []
          : [{ path: `topics.${index}`, message: `expected one of ${values.join(", ")}` }]
      )
}
