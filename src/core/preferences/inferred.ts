import type { Localized } from "../catalog/definitions"
import { type Choices, preferenceOf } from "../predict/preference"
import { formatNumber, formatPercent } from "../text/format"
import { localized } from "../text/localized"

/** What is concluded from behaviour, and the choices of each. */
export const INFERRED = {
  time_of_day: {
    label: {
      en: "Your time of day",
      es: "Tu momento del día",
      pt: "Sua hora do dia",
    },
    choices: {
      night: { en: "At night", es: "De noche", pt: "De madrugada" },
      morning: { en: "In the morning", es: "Por la mañana", pt: "De manhã" },
      afternoon: { en: "In the afternoon", es: "Por la tarde", pt: "À tarde" },
      evening: { en: "In the evening", es: "Al anochecer", pt: "À noite" },
    },
  },
  channel: {
    label: {
      en: "Where you follow offers",
      es: "Dónde sigues las ofertas",
      pt: "Onde você segue as ofertas",
    },
    choices: {
      email: { en: "In e-mails", es: "En los correos", pt: "Nos e-mails" },
      on_site: { en: "In the shop", es: "En la tienda", pt: "Na loja" },
    },
  },
} as const satisfies Readonly<
  Record<string, { label: Localized; choices: Readonly<Record<string, Localized>> }>
>

export type InferredKind = keyof typeof INFERRED
export const INFERRED_KINDS = Object.keys(INFERRED) as readonly InferredKind[]

/** Said by the person, or on their behalf: that none of it shall be concluded. */
export const NO_CONCLUSION = "none"

/** What somebody put right, by kind: a choice, or `none`. */
export type Corrections = Readonly<Record<string, string>>

export type InferredPreference = {
  readonly kind: InferredKind
  readonly label: Localized
  /** Null where nothing can be told, or nothing shall. */
  readonly choice: string | null
  readonly choice_label: Localized | null
  readonly source: "inferred" | "declared" | null
  /** What it rests on, or why there is none. */
  readonly because: Localized
  readonly choices: readonly { readonly value: string; readonly label: Localized }[]
}

/** The part of the day of a local hour, from 0 to 23. */
export function partOfDay(hour: number): keyof (typeof INFERRED)["time_of_day"]["choices"] {
  return (["night", "morning", "afternoon", "evening"] as const)[Math.floor(hour / 6)] ?? "night"
}

export type Observed = {
  readonly own: Readonly<Record<InferredKind, Choices>>
  readonly everybody: Readonly<Record<InferredKind, Choices>>
}

/** @param observed null for whoever objected to profiling: of them nothing is concluded */
export function inferredPreferences(
  observed: Observed | null,
  corrections: Corrections
): readonly InferredPreference[] {
  return INFERRED_KINDS.map((kind) => {
    const { label, choices } = INFERRED[kind] as {
      label: Localized
      choices: Readonly<Record<string, Localized>>
    }
    const named = {
      kind,
      label,
      choices: Object.entries(choices).map(([value, text]) => ({ value, label: text })),
    }
    const said = corrections[kind]
    const none = { ...named, choice: null, choice_label: null, source: null }
    if (said !== undefined && said !== NO_CONCLUSION && choices[said] !== undefined) {
      return {
        ...named,
        choice: said,
        choice_label: choices[said],
        source: "declared",
        because: SAID,
      }
    }
    if (said !== undefined) {
      return { ...none, source: "declared" as const, because: SAID_NONE }
    }
    if (observed === null) {
      return { ...none, because: OBJECTED }
    }
    const found = preferenceOf(observed.own[kind], observed.everybody[kind])
    const choice_label = found.kind === "learned" ? choices[found.choice] : undefined
    return found.kind === "learned" && choice_label !== undefined
      ? {
          ...named,
          choice: found.choice,
          choice_label,
          source: "inferred" as const,
          because: restsOn(observed, kind, found.choice),
        }
      : { ...none, because: TOO_LITTLE }
  })
}

const SAID: Localized = { en: "You said so.", es: "Lo dijiste tú.", pt: "Você disse." }
const SAID_NONE: Localized = {
  en: "You said that nothing shall be concluded here.",
  es: "Dijiste que aquí no se saque ninguna conclusión.",
  pt: "Você disse que nada deve ser concluído aqui.",
}
const OBJECTED: Localized = {
  en: "You objected: nothing is concluded about you.",
  es: "Te opusiste: no se saca ninguna conclusión sobre ti.",
  pt: "Você se opôs: nada é concluído sobre você.",
}
const TOO_LITTLE: Localized = {
  en: "Nothing is known: you did too little, or the same as everybody.",
  es: "No se sabe nada: has hecho demasiado poco, o lo mismo que todos.",
  pt: "Nada se sabe: você fez pouco, ou o mesmo que todos.",
}

function restsOn({ own, everybody }: Observed, kind: InferredKind, choice: string): Localized {
  const times = own[kind][choice] ?? 0
  const all = Object.values(own[kind]).reduce((sum, count) => sum + count, 0)
  const everybodys = Object.values(everybody[kind]).reduce((sum, count) => sum + count, 0)
  const usual =
    everybodys === 0 ? 0 : Math.round((100 * (everybody[kind][choice] ?? 0)) / everybodys)
  return localized((language) => {
    const [some, whole] = [formatNumber(times, language), formatNumber(all, language)]
    const share = formatPercent(usual, language)
    return {
      en: `Concluded from ${some} of ${whole} times; of everybody it is ${share}.`,
      es: `Deducido de ${some} de ${whole} veces; en general es el ${share}.`,
      pt: `Deduzido de ${some} de ${whole} vezes; no geral são ${share}.`,
    }[language]
  })
}
