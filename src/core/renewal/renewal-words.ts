import { dateText, moneyText } from "../content/format-value"
import type { Localized } from "../catalog/definitions"
import type { SubscriptionChange, SubscriptionSnapshot } from "../event/event"
import type { Language } from "../text/localized"
import { noticeDays, type NoticeWindow, noticeWindow } from "./notice-window"
import type { PlanTerms, Term } from "./plan"
import type { RenewalReason } from "./subscription"

const REASONS: Readonly<Record<RenewalReason, Localized>> = {
  notice_missing: {
    en: "its notice could not be sent",
    es: "no se pudo enviar su aviso",
    pt: "o aviso não pôde ser enviado",
  },
  price_changed: {
    en: "the price changed",
    es: "cambió el precio",
    pt: "o preço mudou",
  },
  switched: {
    en: "from then on it is what you switched it to",
    es: "desde entonces es aquello a lo que la cambiaste",
    pt: "a partir de então é aquilo para que você a trocou",
  },
  dormant: { en: "it is not used", es: "no se usa", pt: "não é usada" },
  no_consent: {
    en: "nobody agreed to it",
    es: "nadie lo aceptó",
    pt: "ninguém concordou",
  },
  declined: {
    en: "the payment was declined",
    es: "el pago fue rechazado",
    pt: "o pagamento foi recusado",
  },
  requires_action: {
    en: "the bank asks the cardholder to confirm",
    es: "el banco pide confirmación del titular",
    pt: "o banco pede confirmação do titular",
  },
  method_gone: {
    en: "there is no means of payment on file",
    es: "no hay un medio de pago guardado",
    pt: "não há um meio de pagamento guardado",
  },
  out_of_stock: { en: "it is out of stock", es: "está agotado", pt: "está esgotado" },
  product_gone: {
    en: "it is not sold any more",
    es: "ya no se vende",
    pt: "não é mais vendido",
  },
  region_closed: {
    en: "the shop does not deliver there any more",
    es: "la tienda ya no entrega allí",
    pt: "a loja não entrega mais lá",
  },
  address_missing: {
    en: "the address is missing",
    es: "falta la dirección",
    pt: "falta o endereço",
  },
  no_answer: {
    en: "the bank did not answer",
    es: "el banco no respondió",
    pt: "o banco não respondeu",
  },
  not_renewed: { en: "nobody renewed it", es: "nadie la renovó", pt: "ninguém renovou" },
}

export const CHANGE_LABELS: Readonly<Record<SubscriptionChange, Localized>> = {
  skipped: {
    en: "the next period is left out",
    es: "se omite el próximo período",
    pt: "o próximo período é pulado",
  },
  auto_renew_on: {
    en: "it renews by itself from now on",
    es: "desde ahora se renueva sola",
    pt: "a partir de agora renova sozinha",
  },
  auto_renew_off: {
    en: "it does not renew by itself any more",
    es: "ya no se renueva sola",
    pt: "não renova mais sozinha",
  },
  card_changed: {
    en: "it is paid with another card",
    es: "se paga con otra tarjeta",
    pt: "é paga com outro cartão",
  },
  address_changed: {
    en: "from now on it is sent to the address that you gave",
    es: "desde ahora se envía a la dirección que diste",
    pt: "a partir de agora vai para o endereço que você deu",
  },
  kept: { en: "you still use it", es: "aún la usas", pt: "você ainda usa" },
  postponed: {
    en: "the next date is moved",
    es: "la próxima fecha se cambia",
    pt: "a próxima data é mudada",
  },
  paused: {
    en: "it rests from the end of what is paid until the next date, and nothing is charged before",
    es: "descansa desde el fin de lo pagado hasta la próxima fecha, y antes no se cobra nada",
    pt: "descansa do fim do que foi pago até a próxima data, e nada é cobrado antes",
  },
  went_on: {
    en: "it rests no longer",
    es: "ya no descansa",
    pt: "não descansa mais",
  },
  switched: {
    en: "it becomes something else with its next payment",
    es: "pasa a ser otra cosa con su próximo pago",
    pt: "passa a ser outra coisa com o próximo pagamento",
  },
  resumed: {
    en: "it goes on, and it does not renew by itself until you agree to that again",
    es: "sigue, y no se renueva sola hasta que vuelvas a aceptarlo",
    pt: "continua, e não renova sozinha até você concordar de novo",
  },
}

/** The rest of a sentence that begins with "because"; null for no reason, and for one of a newer version. */
export function renewalReasonWords(reason: string | null | undefined): Localized | null {
  const known = Object.entries(REASONS).find(([code]) => code === reason)
  return known?.[1] ?? null
}

export const renewalReasonText = (
  reason: string | null | undefined,
  language: Language
): string | null => renewalReasonWords(reason)?.[language] ?? null

type Switched = {
  readonly from: string
  readonly to: string
  readonly day: string
  readonly price: string | null
}
const SWITCHED: Readonly<Record<Language, (about: Switched) => string>> = {
  en: ({ from, to, day, price }) =>
    `from ${day} on it is ${to}${price === null ? "" : ` for ${price}`}, instead of ${from}`,
  es: ({ from, to, day, price }) =>
    `desde el ${day} es ${to}${price === null ? "" : ` por ${price}`}, en vez de ${from}`,
  pt: ({ from, to, day, price }) =>
    `a partir de ${day} é ${to}${price === null ? "" : ` por ${price}`}, em vez de ${from}`,
}
/** Said of what could renew by itself, and does not as long as nobody agrees to what it costs now. */
const ASKS: Localized = {
  en: ". It does not renew by itself until you agree to that; nothing is charged without asking you",
  es: ". No se renueva sola hasta que lo aceptes; no se cobra nada sin preguntarte",
  pt: ". Não renova sozinha até você concordar; nada é cobrado sem perguntar",
}

type Changed = Pick<
  SubscriptionSnapshot,
  "change" | "switched" | "renews_at" | "amount" | "currency_code" | "may_agree"
>

/** What its holder did, as the rest of a sentence that begins with "we have noted". */
export function changeText(
  changed: Changed | undefined,
  language: Language,
  zone: string
): string | null {
  if (changed === undefined || changed.change === null) {
    return null
  }
  const { change, switched, amount, currency_code, renews_at } = changed
  if (switched === undefined) {
    return CHANGE_LABELS[change][language]
  }
  const said = SWITCHED[language]({
    from: subscribedText(switched.from, language),
    to: subscribedText(switched.to, language),
    day: dateText(renews_at, language, zone),
    price: amount === null ? null : moneyText(amount, currency_code, language),
  })
  return `${said}${changed.may_agree === true ? ASKS[language] : ""}`
}

/** `“Every year” of Coffee` */
export const subscribedText = (
  { product, plan }: { readonly product: string; readonly plan: string },
  language: Language
): string =>
  language === "es"
    ? `«${plan}» de ${product}`
    : language === "pt"
      ? `“${plan}” de ${product}`
      : `“${plan}” of ${product}`

type Forms = Readonly<Record<Language, readonly [string, string]>>
const UNITS: Readonly<Record<Term["unit"], Forms>> = {
  day: { en: ["day", "days"], es: ["día", "días"], pt: ["dia", "dias"] },
  month: { en: ["month", "months"], es: ["mes", "meses"], pt: ["mês", "meses"] },
  year: { en: ["year", "years"], es: ["año", "años"], pt: ["ano", "anos"] },
  use: { en: ["use", "uses"], es: ["uso", "usos"], pt: ["uso", "usos"] },
}
const EVERY: Localized = { en: "every", es: "cada", pt: "a cada" }
/** Said of what is counted in uses, because the calendar ends it as well. */
const AT_THE_LATEST: Localized = {
  en: "and at the latest",
  es: "y a más tardar",
  pt: "e no máximo",
}

const FOR_USES: Readonly<Record<Language, (uses: string, stretch: string) => string>> = {
  en: (uses, stretch) => `for ${uses} within ${stretch}`,
  es: (uses, stretch) => `por ${uses} en ${stretch}`,
  pt: (uses, stretch) => `por ${uses} em ${stretch}`,
}

/**
 * `every month`, `every 3 months`, `every 10 uses and at the latest every year`. Of a card that nobody renews but by hand nothing comes
 * back by itself: `for 10 uses within 1 year`.
 */
export function termText(
  term: Term,
  language: Language,
  renewal: PlanTerms["renewal"] = "automatic"
): string {
  if (term.unit === "use" && renewal === "manual") {
    return FOR_USES[language](counted(term, language), counted(term.within, language))
  }
  const [one, many] = UNITS[term.unit][language]
  const every = `${EVERY[language]} ${term.count === 1 ? one : `${term.count} ${many}`}`
  return term.unit === "use"
    ? `${every} ${AT_THE_LATEST[language]} ${termText(term.within, language)}`
    : every
}

const LASTS: Readonly<Record<Language, (uses: string, stretch: string) => string>> = {
  en: (uses, stretch) => `It is good for ${uses} within ${stretch}, and ends with the last one.`,
  es: (uses, stretch) => `Vale para ${uses} en ${stretch}, y termina con el último.`,
  pt: (uses, stretch) => `Vale para ${uses} em ${stretch}, e termina com o último.`,
}
/** The same of a card that is bought by hand, once its price has said for how many uses. */
const ENDS: Localized = {
  en: "It ends with the last use, or when that time is over.",
  es: "Termina con el último uso, o cuando pasa ese tiempo.",
  pt: "Termina com o último uso, ou quando esse tempo passa.",
}
const counted = ({ unit, count }: Term, language: Language): string =>
  `${count} ${UNITS[unit][language][count === 1 ? 0 : 1]}`

type Lead = {
  /** About how many days before its notice is made, and how many it is at least. */
  readonly about: number
  readonly least: number
}

/** `about 7 days ahead and never less than 3`: what the law asks for at least is what a charge waits for. */
const LEAD: Readonly<Record<Language, (lead: Lead) => string>> = {
  en: ({ about, least }) =>
    least < 1 || about <= least
      ? `${days("en", about)} ahead`
      : `about ${days("en", about)} ahead and never less than ${least}`,
  es: ({ about, least }) =>
    least < 1 || about <= least
      ? `con ${days("es", about)} de antelación`
      : `con unos ${days("es", about)} de antelación y nunca menos de ${least}`,
  pt: ({ about, least }) =>
    least < 1 || about <= least
      ? `com ${days("pt", about)} de antecedência`
      : `com cerca de ${days("pt", about)} de antecedência e nunca menos de ${least}`,
}
const days = (language: Language, count: number): string =>
  `${count} ${UNITS.day[language][count === 1 ? 0 : 1]}`

const AT_ITS_PRICE: Readonly<Record<Language, (every: string) => string>> = {
  en: (every) => `${every}, at the price that it has then.`,
  es: (every) => `${every}, al precio que tenga entonces.`,
  pt: (every) => `${every}, pelo preço que tiver então.`,
}
const AUTOMATIC: Readonly<Record<Language, (lead: string) => string>> = {
  en: (lead) =>
    `If you agree to it, it renews by itself. Before each charge we write to you, ${lead}, with the whole amount; after it, a confirmation.`,
  es: (lead) =>
    `Si lo aceptas, se renueva sola. Antes de cada cobro te escribimos, ${lead}, con el importe entero; después, una confirmación.`,
  pt: (lead) =>
    `Se você concordar, renova sozinha. Antes de cada cobrança escrevemos a você, ${lead}, com o valor inteiro; depois, uma confirmação.`,
}
const MANUAL: Readonly<Record<Language, (lead: string) => string>> = {
  en: (lead) =>
    `It ends by itself. Before the end we write to you, ${lead}, and you renew it with one click if you want to.`,
  es: (lead) =>
    `Termina sola. Antes del final te escribimos, ${lead}, y la renuevas con un clic si quieres.`,
  pt: (lead) =>
    `Termina sozinha. Antes do fim escrevemos a você, ${lead}, e você renova com um clique se quiser.`,
}
const CANCEL: Localized = {
  en: "You can cancel at any time, with a link in each mail and from your account. What is paid stays yours until its end.",
  es: "Puedes cancelar cuando quieras, con un enlace en cada correo y desde tu cuenta. Lo pagado sigue siendo tuyo hasta su fin.",
  pt: "Você pode cancelar quando quiser, com um link em cada e-mail e pela sua conta. O que foi pago continua seu até o fim.",
}
const TRIAL: Readonly<Record<Language, (count: number, lead: string) => string>> = {
  en: (count, lead) =>
    `The first ${days("en", count)} are free of charge. Before they end we write to you, ${lead}.`,
  es: (count, lead) =>
    `Los primeros ${days("es", count)} son gratis. Antes de que terminen te escribimos, ${lead}.`,
  pt: (count, lead) =>
    `Os primeiros ${days("pt", count)} são grátis. Antes de terminarem escrevemos a você, ${lead}.`,
}

/**
 * A plan in plain words, for whoever reads before they buy: how often and for how much, when it is told, how it ends. What it says
 * of notices holds in every country: where the law asks for more, more is done.
 * @param price as it is printed, or null where it is the product's
 */
export function planText(
  { term, renewal, trial_days, notice_days }: PlanTerms,
  price: string | null,
  language: Language
): readonly string[] {
  const every = termText(term, language, renewal)
  const capital = `${every[0]?.toUpperCase()}${every.slice(1)}`
  const lead = (window: NoticeWindow) =>
    LEAD[language]({ about: noticeDays(window, notice_days), least: window.latest_days })
  return [
    price === null ? AT_ITS_PRICE[language](capital) : `${price} ${every}.`,
    ...(term.unit !== "use"
      ? []
      : renewal === "manual"
        ? [ENDS[language]]
        : [LASTS[language](counted(term, language), counted(term.within, language))]),
    ...(trial_days > 0
      ? [TRIAL[language](trial_days, lead(noticeWindow("trial", null, trial_days)))]
      : []),
    (renewal === "automatic" ? AUTOMATIC : MANUAL)[language](
      lead(noticeWindow("renewal", null, term))
    ),
    CANCEL[language],
  ]
}
