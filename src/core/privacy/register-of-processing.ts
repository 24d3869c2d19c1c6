import type { Localized } from "../catalog/definitions"
import type { PersonalClass } from "./personal-data"
import { REGISTER } from "./register"
import { type Described, NOTIFICATIONS } from "./register-medusa"

/** One table that says something about shoppers, as the register of processing lists it (article 30 GDPR). */
export type ProcessingLine = {
  readonly table: string
  readonly label: Localized
  readonly classes: readonly PersonalClass[]
  readonly purpose: Localized
  readonly basis: Localized
  readonly retention: Localized
  readonly at_erasure: Localized
}

const DELETED: Localized = { en: "deleted", es: "se borra", pt: "apagado" }

export function registerOfProcessing(): ProcessingLine[] {
  const known = REGISTER.filter(({ personal }) => Object.keys(personal).length > 0)
  return [...known, NOTIFICATIONS].map((entry) => ({
    table: entry.table,
    label: entry.label,
    classes: [...new Set(Object.values(entry.personal))],
    purpose: entry.purpose,
    basis: entry.basis,
    retention: plain(entry.retention),
    at_erasure: atErasure(entry),
  }))
}

const atErasure = ({ erasure }: Described): Localized =>
  erasure.kind === "delete" ? DELETED : erasure.because

/** Without the marks of code that docs/privacy.md shows. */
const plain = ({ en, es, pt }: Localized): Localized => {
  const bare = (text: string) => text.replaceAll("`", "")
  return { en: bare(en), es: bare(es), pt: bare(pt) }
}
