import type { Localized } from "../core/catalog/definitions"
import type { Language } from "../core/text/localized"

type Act = "renew" | "cancel" | "skip" | "card"
type Words = { readonly subject: string; readonly text: readonly string[] }
export type RenewalMail = {
  readonly code: string
  readonly name: Localized
  readonly words: Readonly<Record<Language, Words>>
  readonly acts: readonly Act[]
}

const ACTS: Readonly<Record<Act, Localized>> = {
  renew: { en: "Renew, or keep it", es: "Renovar o conservarla", pt: "Renovar ou manter" },
  cancel: { en: "Cancel", es: "Cancelar", pt: "Cancelar" },
  skip: { en: "Leave one out", es: "Omitir una vez", pt: "Pular uma vez" },
  card: { en: "Use another card", es: "Usar otra tarjeta", pt: "Usar outro cartão" },
}

const AUTOMATIC = {
  en: [
    "{{#if subscription.automatic}}On {{subscription.renews_at}} we will charge {{default subscription.amount 'the price of the day'}} for it, as you agreed. You need do nothing, and you can stop it with one click.{{else}}It ends on {{subscription.renews_at}}. If you want to go on, renew it with one click for {{default subscription.amount 'the price of the day'}}; if not, do nothing.{{/if}}",
    "{{#if subscription.reason}}What is new: {{subscription.reason}}.{{/if}}",
  ],
  es: [
    "{{#if subscription.automatic}}El {{subscription.renews_at}} cobraremos {{default subscription.amount 'el precio del día'}}, como aceptaste. No tienes que hacer nada, y puedes pararlo con un clic.{{else}}Termina el {{subscription.renews_at}}. Si quieres seguir, renuévala con un clic por {{default subscription.amount 'el precio del día'}}; si no, no hagas nada.{{/if}}",
    "{{#if subscription.reason}}Lo nuevo: {{subscription.reason}}.{{/if}}",
  ],
  pt: [
    "{{#if subscription.automatic}}Em {{subscription.renews_at}} cobraremos {{default subscription.amount 'o preço do dia'}}, como você concordou. Não precisa fazer nada, e pode parar com um clique.{{else}}Termina em {{subscription.renews_at}}. Se quiser continuar, renove com um clique por {{default subscription.amount 'o preço do dia'}}; se não, não faça nada.{{/if}}",
    "{{#if subscription.reason}}O que há de novo: {{subscription.reason}}.{{/if}}",
  ],
} as const

/** The mails that a contract owes; all of them service, so they sell nothing. */
export const RENEWAL_MAILS: readonly RenewalMail[] = [
  {
    code: "subscription_started",
    name: { en: "Subscription began", es: "Suscripción iniciada", pt: "Assinatura iniciada" },
    acts: ["cancel"],
    words: {
      en: {
        subject: "Your subscription to {{subscription.product}}",
        text: [
          "Your subscription “{{subscription.plan}}” has begun. It runs until {{subscription.ends_at}}.",
          "{{#if subscription.automatic}}After that it renews by itself, as you agreed; we tell you before each charge.{{else}}It does not renew by itself; we remind you before it ends.{{/if}}",
        ],
      },
      es: {
        subject: "Tu suscripción a {{subscription.product}}",
        text: [
          "Ha empezado tu suscripción «{{subscription.plan}}». Dura hasta el {{subscription.ends_at}}.",
          "{{#if subscription.automatic}}Después se renueva sola, como aceptaste; te avisamos antes de cada cobro.{{else}}No se renueva sola; te avisamos antes de que termine.{{/if}}",
        ],
      },
      pt: {
        subject: "Sua assinatura de {{subscription.product}}",
        text: [
          "Sua assinatura “{{subscription.plan}}” começou. Vale até {{subscription.ends_at}}.",
          "{{#if subscription.automatic}}Depois renova sozinha, como você concordou; avisamos antes de cada cobrança.{{else}}Não renova sozinha; avisamos antes de terminar.{{/if}}",
        ],
      },
    },
  },
  {
    code: "renewal_notice",
    name: { en: "Renewal notice", es: "Aviso de renovación", pt: "Aviso de renovação" },
    acts: ["renew", "skip", "card", "cancel"],
    words: {
      en: { subject: "Before your {{subscription.product}} renews", text: AUTOMATIC.en },
      es: { subject: "Antes de renovar {{subscription.product}}", text: AUTOMATIC.es },
      pt: { subject: "Antes de renovar {{subscription.product}}", text: AUTOMATIC.pt },
    },
  },
  {
    code: "renewal_confirmation",
    name: {
      en: "Renewal confirmation",
      es: "Confirmación de renovación",
      pt: "Confirmação de renovação",
    },
    acts: ["cancel"],
    words: {
      en: {
        subject: "{{subscription.product}} is renewed",
        text: [
          "We charged {{default subscription.amount 'its price'}} for “{{subscription.plan}}”. It now runs until {{subscription.ends_at}}.",
        ],
      },
      es: {
        subject: "{{subscription.product}} está renovada",
        text: [
          "Hemos cobrado {{default subscription.amount 'su precio'}} por «{{subscription.plan}}». Ahora dura hasta el {{subscription.ends_at}}.",
        ],
      },
      pt: {
        subject: "{{subscription.product}} está renovada",
        text: [
          "Cobramos {{default subscription.amount 'o preço'}} por “{{subscription.plan}}”. Agora vale até {{subscription.ends_at}}.",
        ],
      },
    },
  },
  {
    code: "renewal_failed",
    name: { en: "Renewal failed", es: "Renovación fallida", pt: "Renovação falhou" },
    acts: ["card", "renew", "cancel"],
    words: {
      en: {
        subject: "We could not renew {{subscription.product}}",
        text: [
          "It could not be renewed: {{default subscription.reason 'something went wrong'}}. Nothing was charged. We try again in the next days; with another card it works at once.",
        ],
      },
      es: {
        subject: "No pudimos renovar {{subscription.product}}",
        text: [
          "No se pudo renovar: {{default subscription.reason 'algo salió mal'}}. No se ha cobrado nada. Lo intentamos de nuevo en los próximos días; con otra tarjeta funciona al momento.",
        ],
      },
      pt: {
        subject: "Não conseguimos renovar {{subscription.product}}",
        text: [
          "Não foi possível renovar: {{default subscription.reason 'algo deu errado'}}. Nada foi cobrado. Tentamos de novo nos próximos dias; com outro cartão funciona na hora.",
        ],
      },
    },
  },
  {
    code: "subscription_cancelled",
    name: {
      en: "Cancellation receipt",
      es: "Comprobante de cancelación",
      pt: "Comprovante de cancelamento",
    },
    acts: [],
    words: {
      en: {
        subject: "You cancelled {{subscription.product}}",
        text: [
          "“{{subscription.plan}}” is cancelled. Nothing will be charged for it any more. You can use what is paid until {{subscription.ends_at}}.",
        ],
      },
      es: {
        subject: "Has cancelado {{subscription.product}}",
        text: [
          "«{{subscription.plan}}» está cancelada. No se cobrará nada más por ella. Puedes usar lo pagado hasta el {{subscription.ends_at}}.",
        ],
      },
      pt: {
        subject: "Você cancelou {{subscription.product}}",
        text: [
          "“{{subscription.plan}}” está cancelada. Nada mais será cobrado por ela. Você pode usar o que foi pago até {{subscription.ends_at}}.",
        ],
      },
    },
  },
  {
    code: "subscription_changed",
    name: { en: "Change receipt", es: "Comprobante de cambio", pt: "Comprovante de alteração" },
    acts: ["cancel"],
    words: {
      en: {
        subject: "You changed {{subscription.product}}",
        text: [
          "“{{subscription.plan}}”: {{default subscription.change 'it was changed'}}. The next date is {{subscription.renews_at}}.",
        ],
      },
      es: {
        subject: "Has cambiado {{subscription.product}}",
        text: [
          "«{{subscription.plan}}»: {{default subscription.change 'se ha cambiado'}}. La próxima fecha es el {{subscription.renews_at}}.",
        ],
      },
      pt: {
        subject: "Você alterou {{subscription.product}}",
        text: [
          "“{{subscription.plan}}”: {{default subscription.change 'foi alterada'}}. A próxima data é {{subscription.renews_at}}.",
        ],
      },
    },
  },
  {
    code: "subscription_expired",
    name: { en: "Subscription ended", es: "Suscripción terminada", pt: "Assinatura terminada" },
    acts: [],
    words: {
      en: {
        subject: "{{subscription.product}} has ended",
        text: [
          "“{{subscription.plan}}” has ended: {{default subscription.reason 'nobody renewed it'}}. Nothing more will be charged.",
        ],
      },
      es: {
        subject: "{{subscription.product}} ha terminado",
        text: [
          "«{{subscription.plan}}» ha terminado: {{default subscription.reason 'nadie la renovó'}}. No se cobrará nada más.",
        ],
      },
      pt: {
        subject: "{{subscription.product}} terminou",
        text: [
          "“{{subscription.plan}}” terminou: {{default subscription.reason 'ninguém renovou'}}. Nada mais será cobrado.",
        ],
      },
    },
  },
  {
    code: "subscription_dormant",
    name: { en: "Are you still using it?", es: "¿Aún la usas?", pt: "Você ainda usa?" },
    acts: ["renew", "cancel"],
    words: {
      en: {
        subject: "Are you still using {{subscription.product}}?",
        text: [
          "You have not used it for a while, so we ask before we charge {{default subscription.amount 'its price'}}. Nothing is charged until you say that you want to keep it.",
        ],
      },
      es: {
        subject: "¿Aún usas {{subscription.product}}?",
        text: [
          "Hace tiempo que no la usas, así que preguntamos antes de cobrar {{default subscription.amount 'su precio'}}. No se cobra nada hasta que digas que quieres conservarla.",
        ],
      },
      pt: {
        subject: "Você ainda usa {{subscription.product}}?",
        text: [
          "Faz tempo que você não usa, então perguntamos antes de cobrar {{default subscription.amount 'o preço'}}. Nada é cobrado até você dizer que quer manter.",
        ],
      },
    },
  },
]

/** In MJML: what there is to say, and every act as a button, the way out as large as the way on. */
export function renewalMailBody(
  { words, acts }: RenewalMail,
  language: Language,
  hello: string
): string {
  return [
    "<mjml>",
    "  <mj-body>",
    "    <mj-section>",
    "      <mj-column>",
    `        <mj-text font-size="20px">{{#if customer.first_name}}${hello} {{customer.first_name}},{{else}}${hello},{{/if}}</mj-text>`,
    ...words[language].text.map((text) => `        <mj-text>${text}</mj-text>`),
    ...acts.map(
      (act) => `        <mj-button href="{{links.${act}}}">${ACTS[act][language]}</mj-button>`
    ),
    "      </mj-column>",
    "    </mj-section>",
    "  </mj-body>",
    "</mjml>",
    "",
  ].join("\n")
}

/** The service automation of each moment: without them a plan could neither tell nor confirm. */
export const RENEWAL_MOMENTS: readonly { readonly trigger: string; readonly mail: string }[] = [
  { trigger: "subscription.created", mail: "subscription_started" },
  { trigger: "subscription.expiring", mail: "renewal_notice" },
  { trigger: "subscription.trial_ending", mail: "renewal_notice" },
  { trigger: "subscription.renewed", mail: "renewal_confirmation" },
  { trigger: "subscription.payment_failed", mail: "renewal_failed" },
  { trigger: "subscription.cancelled", mail: "subscription_cancelled" },
  { trigger: "subscription.changed", mail: "subscription_changed" },
  { trigger: "subscription.expired", mail: "subscription_expired" },
  { trigger: "subscription.dormant", mail: "subscription_dormant" },
]

export const renewalPresetCode = (trigger: string): string => trigger.replaceAll(".", "_")
