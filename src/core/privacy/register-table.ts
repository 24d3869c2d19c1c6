import type { Localized } from "../catalog/definitions"
import { listOf } from "../text/localized"
import type { PersonalClass } from "./personal-data"
import type { Described } from "./register-medusa"

const CLASSES: Readonly<Record<PersonalClass, string>> = {
  identifies: "who it is",
  declared: "told",
  observed: "seen",
  inferred: "concluded",
}
const HEAD = [
  "| What | Kind | Why | Basis | How long | At erasure |",
  "| --- | --- | --- | --- | --- | --- |",
]
const DELETED: Localized = { en: "deleted", es: "se borra", pt: "apagado" }

/** What becomes of a row, in words. */
export const erasureWords = ({ erasure }: Pick<Described, "erasure">): Localized =>
  erasure.kind === "delete" ? DELETED : erasure.because

/** The part of docs/privacy.md that is made from the register, in Markdown. */
export function registerTable(entries: readonly Described[]): string {
  const holdsPeople = ({ personal }: Described) => Object.keys(personal).length > 0
  const others = entries.filter((entry) => !holdsPeople(entry))
  return [
    ...HEAD,
    ...entries.filter(holdsPeople).map(rowOf),
    "",
    `Nothing about shoppers stands in ${listOf(
      others.map(({ table }) => `\`${table}\``),
      "en"
    )}.`,
  ].join("\n")
}

function rowOf(entry: Described): string {
  const classes = [...new Set(Object.values(entry.personal))].map((one) => CLASSES[one])
  const cells = [
    `${entry.label.en} (\`${entry.table}\`)`,
    listOf(classes, "en"),
    entry.purpose.en,
    entry.basis.en,
    entry.retention.en,
    erasureWords(entry).en,
  ]
  return `| ${cells.join(" | ")} |`
}
