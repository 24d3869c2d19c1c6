import type { Catalog, Localized } from "../catalog/definitions"
import { dateText } from "../content/format-value"
import { type Language, listOf, localized } from "../text/localized"
import type { DecisionTrace, Mode, Reason } from "./decision"
import { ownChoice } from "./own-choices"
import { whyForShopper } from "./why"

export type ToldDecision = {
  readonly kind: "send" | "hold" | "skip"
  readonly mode: Mode
  readonly reason: Reason | null
  readonly trace: DecisionTrace
  /** Whether it was about content in the shop, not about something that is sent. */
  readonly on_site: boolean
}

/** What somebody bought, where that caused the decision: titles, and when (ISO 8601). */
export type Bought = { readonly titles: readonly string[]; readonly at: string }

const SHOWN = 3

/**
 * A decision in one sentence for the person whom it was about: what became of it, and because of what. It says nothing that
 * they did not give or do, and nothing of other people or of the shop's affairs.
 */
export function tellShopper(
  decision: ToldDecision,
  catalog: Catalog,
  bought: Bought | null,
  timeZone: string
): Localized {
  return localized((language) => {
    const what = OUTCOMES[decision.mode === "shadow" ? "shadow" : outcomeOf(decision)][language]
    const reasons = [
      ...(decision.kind === "send" ? [] : [whyNot(decision, catalog)[language]]),
      ...causes(decision, catalog, bought, { language, timeZone }),
    ]
    const because = BECAUSE[language]
    return reasons.length === 0 ? `${what}.` : `${what}${because}${listOf(reasons, language)}.`
  })
}

/** What they chose themselves is said as that; of anything else, only what kind of thing it was. */
const whyNot = ({ reason, trace }: ToldDecision, catalog: Catalog): Localized =>
  ownChoice(reason, trace, catalog) ?? WHY_NOT[classOf(reason)]

const BECAUSE = { en: " because ", es: " porque ", pt: " porque " }

type Outcome = "sent" | "shown" | "not_sent" | "not_shown" | "later" | "shadow"

const outcomeOf = ({ kind, on_site }: ToldDecision): Outcome =>
  kind === "hold"
    ? "later"
    : kind === "send"
      ? on_site
        ? "shown"
        : "sent"
      : on_site
        ? "not_shown"
        : "not_sent"

const OUTCOMES: Readonly<Record<Outcome, Localized>> = {
  sent: {
    en: "Something was sent to you or put into your account",
    es: "Se te envió algo o se añadió a tu cuenta",
    pt: "Algo foi enviado a você ou colocado na sua conta",
  },
  shown: {
    en: "You were shown something",
    es: "Se te mostró algo",
    pt: "Algo foi mostrado a você",
  },
  not_sent: {
    en: "Nothing was sent to you",
    es: "No se te envió nada",
    pt: "Nada foi enviado a você",
  },
  not_shown: {
    en: "Nothing was chosen for you",
    es: "No se eligió nada para ti",
    pt: "Nada foi escolhido para você",
  },
  later: {
    en: "Something waits before it is sent to you",
    es: "Algo espera antes de enviarse a ti",
    pt: "Algo espera antes de ser enviado a você",
  },
  shadow: {
    en: "The shop only tried something out, and nothing was sent to you",
    es: "La tienda solo probó algo y no se te envió nada",
    pt: "A loja só testou algo e nada foi enviado a você",
  },
}

type Class = "you" | "often" | "hours" | "compared" | "fits" | "over" | "shop" | "address" | "age"

const classOf = (reason: Reason | null): Class => (reason === null ? "shop" : CLASSES[reason])

/** What a shopper may know of a reason; the shop's own affairs are one thing to them. */
const CLASSES: Readonly<Record<Reason, Class>> = {
  consent_missing: "you",
  objected: "you",
  suppressed: "address",
  no_address: "address",
  minor: "age",
  condition_false: "fits",
  condition_unknown: "fits",
  holdout: "compared",
  capped: "often",
  outranked: "often",
  reentry: "often",
  quiet_hours: "hours",
  expired: "over",
  too_old: "over",
  already_bought: "over",
  unavailable: "over",
  open_complaint: "shop",
  budget_spent: "shop",
  price_changed: "shop",
  awaiting_approval: "shop",
  inactive: "shop",
  killed: "shop",
  staging: "shop",
}

const WHY_NOT: Readonly<Record<Class, Localized>> = {
  you: {
    en: "you have not agreed to it, or asked for a pause",
    es: "no has dado tu consentimiento o pediste una pausa",
    pt: "você não consentiu ou pediu uma pausa",
  },
  often: {
    en: "you get no more than you or the shop allow",
    es: "no recibes más de lo que tú o la tienda permitís",
    pt: "você não recebe mais do que você ou a loja permitem",
  },
  hours: {
    en: "it is not the hour for it",
    es: "no es la hora adecuada",
    pt: "não é a hora certa",
  },
  compared: {
    en: "you belong to those who get nothing, so that the shop can compare",
    es: "perteneces a quienes no reciben nada, para que la tienda pueda comparar",
    pt: "você pertence a quem não recebe nada, para que a loja possa comparar",
  },
  fits: {
    en: "it was not meant for your case",
    es: "no era para tu caso",
    pt: "não era para o seu caso",
  },
  over: {
    en: "the occasion was over",
    es: "la ocasión ya había pasado",
    pt: "a ocasião já tinha passado",
  },
  shop: {
    en: "the shop had stopped it",
    es: "la tienda lo había detenido",
    pt: "a loja tinha parado",
  },
  address: {
    en: "your address takes no messages from the shop",
    es: "tu dirección no recibe mensajes de la tienda",
    pt: "seu endereço não recebe mensagens da loja",
  },
  age: { en: "of what your age asks for", es: "así lo pide tu edad", pt: "sua idade assim exige" },
}

function causes(
  { kind, trace }: ToldDecision,
  catalog: Catalog,
  bought: Bought | null,
  { language, timeZone }: { readonly language: Language; readonly timeZone: string }
): readonly string[] {
  const { factors, cause } = whyForShopper(trace, catalog, language, timeZone)
  const told = catalog.triggers.get(trace.trigger.code)?.told?.[language] ?? HAPPENED[language]
  const occasion =
    bought === null
      ? cause.map(({ label, value }) => told.replace("{label}", label).replace("{day}", value))
      : [boughtText(bought, language, timeZone)]
  // Of what was not sent the occasion is enough: why it was not is said already.
  const counted = kind === "send" ? factors.slice(cause.length) : []
  return [
    ...occasion,
    ...counted.map(({ label, value }) =>
      COUNTED[language].replace("{label}", label).replace("{value}", value)
    ),
  ]
}

/** What a shop's own trigger is told as, which has no words of its own for it. */
const HAPPENED: Localized = {
  en: "of “{label}” on {day}",
  es: "ocurrió «{label}» el {day}",
  pt: "aconteceu “{label}” em {day}",
}

const COUNTED: Localized = {
  en: "“{label}” is {value}",
  es: "«{label}» es {value}",
  pt: "“{label}” é {value}",
}

function boughtText({ titles, at }: Bought, language: Language, timeZone: string): string {
  const rest = titles.length - SHOWN
  const more = { en: `${rest} more`, es: `${rest} más`, pt: `mais ${rest}` }[language]
  const all = rest > 0 ? [...titles.slice(0, SHOWN), more] : titles
  const what = listOf(
    all.map((title) => title.trim()),
    language
  )
  const day = dateText(at, language, timeZone)
  return {
    en: `you bought ${what} on ${day}`,
    es: `compraste ${what} el ${day}`,
    pt: `você comprou ${what} em ${day}`,
  }[language]
}
