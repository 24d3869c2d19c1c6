import type { FactType } from "../condition/condition"
import type { Localized } from "../catalog/definitions"
import type { Answer } from "./answers"
import { formatNumber } from "../text/format"
import { listOf, localized } from "../text/localized"

/** One possible answer, and one topic, as the shop calls it. */
export type Named = { readonly value: string; readonly label: Localized }

/**
 * A question that a shop asks its shoppers. No free text: people write into it what nobody may ask (health, faith), and no
 * condition could use it.
 */
export type Question = {
  /** The fact's code is `declared.` and this. */
  readonly key: string
  readonly kind: "choice" | "many" | "yes_no" | "number"
  readonly label: Localized
  /** What may be chosen; of `choice` and `many`. */
  readonly options: readonly Named[]
  /** `wallet_share`: how much of what they need of such things they buy here, in percent; of `number`. */
  readonly measures?: "wallet_share" | undefined
}

/** The question whose answer is the share of wallet; null where the shop asks none. */
export const walletQuestion = (questions: readonly Question[]): string | null =>
  questions.find(({ measures }) => measures === "wallet_share")?.key ?? null

export const FACT_TYPE_OF: Readonly<Record<Question["kind"], FactType>> = {
  choice: "text",
  many: "list",
  yes_no: "boolean",
  number: "number",
}

/** What is wrong with an answer, as the rest of a sentence that begins with its field; null when nothing is. */
export function answerProblem(question: Question, answer: unknown): string | null {
  const allowed = question.options.map(({ value }) => value)
  switch (question.kind) {
    case "yes_no":
      return typeof answer === "boolean" ? null : "expected true or false"
    case "number":
      if (question.measures === "wallet_share") {
        return typeof answer === "number" && answer >= 0 && answer <= 100
          ? null
          : "expected a number from 0 to 100"
      }
      return typeof answer === "number" && Number.isFinite(answer) && Math.abs(answer) <= 1e9
        ? null
        : "expected a number from -1000000000 to 1000000000"
    case "choice":
      return allowed.includes(answer as string) ? null : `expected one of ${allowed.join(", ")}`
    case "many":
      return isSetOf(allowed, answer)
        ? null
        : `expected a list without repetitions of ${allowed.join(", ")}`
  }
}

const isSetOf = (allowed: readonly string[], answer: unknown): boolean =>
  Array.isArray(answer) &&
  answer.length > 0 &&
  new Set(answer).size === answer.length &&
  answer.every((one) => allowed.includes(one as string))

const YES_NO = {
  true: { en: "Yes", es: "Sí", pt: "Sim" },
  false: { en: "No", es: "No", pt: "Não" },
} as const

/** An answer as a person reads it; by its code where the question is asked no more. */
export function answerText(question: Question | undefined, answer: Answer): Localized {
  return localized((language) => {
    if (typeof answer === "boolean") {
      return YES_NO[answer ? "true" : "false"][language]
    }
    if (typeof answer === "number") {
      return formatNumber(answer, language)
    }
    const named = [answer].flat().map((value) => {
      return question?.options.find((option) => option.value === value)?.label[language] ?? value
    })
    return listOf(named, language)
  })
}
