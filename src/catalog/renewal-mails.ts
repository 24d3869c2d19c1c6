import type { Localized } from "../core/catalog/definitions"
import type { Language } from "../core/text/localized"
import { mailFrame } from "./mail-frame"

type Button = {
  readonly link:
    | "renew"
    | "cancel"
    | "skip"
    | "card"
    | "resume"
    | "stop"
    | "withdraw"
    | "agree"
    | "postpone"
    | "pause"
    | "switch"
  readonly words: Localized
  /** What has to be there for it; `!` for what must not. */
  readonly when?:
    | "automatic"
    | "!automatic"
    | "may_skip"
    | "may_postpone"
    | "may_pause"
    | "may_switch"
    | "may_agree"
    | "paused"
    | "by_card"
    | "withdrawal_days"
}
type Words = { readonly subject: string; readonly text: readonly string[] }
export type RenewalMail = {
  readonly code: string
  readonly name: Localized
  readonly words: Readonly<Record<Language, Words>>
  readonly acts: readonly Button[]
}

const RENEW: Button = {
  link: "renew",
  words: { en: "Renew", es: "Renovar", pt: "Renovar" },
}
const KEEP: Button = {
  link: "renew",
  words: { en: "I still use it: keep it", es: "Aún la uso: conservarla", pt: "Ainda uso: manter" },
}
const CANCEL: Button = {
  link: "cancel",
  words: { en: "Cancel", es: "Cancelar", pt: "Cancelar" },
}
const SKIP: Button = {
  link: "skip",
  words: { en: "Leave one out", es: "Omitir una vez", pt: "Pular uma vez" },
  when: "may_skip",
}
const CARD: Button = {
  link: "card",
  words: { en: "Use another card", es: "Usar otra tarjeta", pt: "Usar outro cartão" },
  when: "by_card",
}
const STOP: Button = {
  link: "stop",
  words: {
    en: "Stop automatic renewal",
    es: "Parar la renovación automática",
    pt: "Parar a renovação automática",
  },
  when: "automatic",
}
const POSTPONE: Button = {
  link: "postpone",
  words: { en: "Move the date", es: "Cambiar la fecha", pt: "Mudar a data" },
  when: "may_postpone",
}
const PAUSE: Button = {
  link: "pause",
  words: { en: "Pause", es: "Pausar", pt: "Pausar" },
  when: "may_pause",
}
const SWITCH: Button = {
  link: "switch",
  words: { en: "Switch to something else", es: "Cambiar a otra cosa", pt: "Trocar por outra" },
  when: "may_switch",
}
const GO_ON: Button = {
  link: "resume",
  words: { en: "End the pause", es: "Terminar la pausa", pt: "Encerrar a pausa" },
  when: "paused",
}
const WITHDRAW: Button = {
  link: "withdraw",
  words: {
    en: "Withdraw from contract here",
    es: "Desistir del contrato aquí",
    pt: "Desistir do contrato aqui",
  },
  when: "withdrawal_days",
}
const AGREE: Button = {
  link: "agree",
  words: {
    en: "Let it renew by itself",
    es: "Que se renueve sola",
    pt: "Deixar renovar sozinha",
  },
  when: "may_agree",
}
const RESUME: Button = {
  link: "resume",
  words: { en: "Keep it after all", es: "Conservarla, al final", pt: "Manter, afinal" },
}

/** The right to withdraw, told with what was just concluded. */
const RIGHT: Localized = {
  en: "{{#if subscription.withdrawal_days}}You may withdraw from it within {{subscription.withdrawal_days}} days without saying why; where something is delivered, they count from the day it comes.{{/if}}",
  es: "{{#if subscription.withdrawal_days}}Puedes desistir en {{subscription.withdrawal_days}} días sin decir por qué; si se entrega algo, cuentan desde el día en que llega.{{/if}}",
  pt: "{{#if subscription.withdrawal_days}}Você pode desistir em {{subscription.withdrawal_days}} dias sem dizer por quê; se algo é entregue, contam do dia em que chega.{{/if}}",
}

const NEWS: Localized = {
  en: "{{#if subscription.reason}}What is new: {{subscription.reason}}.{{/if}}",
  es: "{{#if subscription.reason}}Lo nuevo: {{subscription.reason}}.{{/if}}",
  pt: "{{#if subscription.reason}}O que há de novo: {{subscription.reason}}.{{/if}}",
}

/** The notice: what is charged and when, or what ends; nothing is to be done where somebody agreed already. */
const NOTICE: Localized = {
  en: "{{#if subscription.few_left}}Of “{{subscription.plan}}” {{subscription.few_left}} are left. {{#if subscription.automatic}}It renews by itself when the last one is used, as you agreed; before anything is charged we write to you again, with the day and the amount.{{else}}If you want to go on, renew it with one click for {{default subscription.amount 'the price of the day'}}; what is left stays yours.{{/if}}{{else}}{{#if subscription.used_up}}The last one is used. {{/if}}{{#if subscription.automatic}}“{{subscription.plan}}” renews by itself, as you agreed. On {{subscription.renews_at}} we will charge {{default subscription.amount 'the price of the day'}}. You need do nothing, and you can stop it with one click.{{else}}“{{subscription.plan}}” ends on {{subscription.renews_at}}. If you want to go on, renew it with one click for {{default subscription.amount 'the price of the day'}}; if not, do nothing.{{/if}}{{/if}}",
  es: "{{#if subscription.few_left}}De «{{subscription.plan}}» quedan {{subscription.few_left}}. {{#if subscription.automatic}}Se renueva sola cuando uses el último, como aceptaste; antes de cobrar te escribimos otra vez, con el día y el importe.{{else}}Si quieres seguir, renuévala con un clic por {{default subscription.amount 'el precio del día'}}; lo que queda sigue siendo tuyo.{{/if}}{{else}}{{#if subscription.used_up}}Ya no quedan usos. {{/if}}{{#if subscription.automatic}}«{{subscription.plan}}» se renueva sola, como aceptaste. El {{subscription.renews_at}} cobraremos {{default subscription.amount 'el precio del día'}}. No tienes que hacer nada, y puedes pararlo con un clic.{{else}}«{{subscription.plan}}» termina el {{subscription.renews_at}}. Si quieres seguir, renuévala con un clic por {{default subscription.amount 'el precio del día'}}; si no, no hagas nada.{{/if}}{{/if}}",
  pt: "{{#if subscription.few_left}}De “{{subscription.plan}}” restam {{subscription.few_left}}. {{#if subscription.automatic}}Renova sozinha quando você usar o último, como concordou; antes de cobrar escrevemos de novo, com o dia e o valor.{{else}}Se quiser continuar, renove com um clique por {{default subscription.amount 'o preço do dia'}}; o que resta continua seu.{{/if}}{{else}}{{#if subscription.used_up}}Não restam usos. {{/if}}{{#if subscription.automatic}}“{{subscription.plan}}” renova sozinha, como você concordou. Em {{subscription.renews_at}} cobraremos {{default subscription.amount 'o preço do dia'}}. Não precisa fazer nada, e pode parar com um clique.{{else}}“{{subscription.plan}}” termina em {{subscription.renews_at}}. Se quiser continuar, renove com um clique por {{default subscription.amount 'o preço do dia'}}; se não, não faça nada.{{/if}}{{/if}}",
}
const TRIAL: Localized = {
  en: "Your free time with “{{subscription.plan}}” ends soon. {{#if subscription.automatic}}On {{subscription.renews_at}} we will charge {{default subscription.amount 'the price of the day'}} for the first time, as you agreed. If you want to keep it, do nothing; if not, cancel before then and nothing is charged.{{else}}It ends on {{subscription.renews_at}}, and nothing is charged. If you want to keep it, renew it with one click for {{default subscription.amount 'the price of the day'}}.{{/if}}",
  es: "Tu tiempo gratis con «{{subscription.plan}}» termina pronto. {{#if subscription.automatic}}El {{subscription.renews_at}} cobraremos {{default subscription.amount 'el precio del día'}} por primera vez, como aceptaste. Si quieres conservarla, no hagas nada; si no, cancela antes y no se cobra nada.{{else}}Termina el {{subscription.renews_at}} y no se cobra nada. Si quieres conservarla, renuévala con un clic por {{default subscription.amount 'el precio del día'}}.{{/if}}",
  pt: "Seu tempo grátis com “{{subscription.plan}}” termina em breve. {{#if subscription.automatic}}Em {{subscription.renews_at}} cobraremos {{default subscription.amount 'o preço do dia'}} pela primeira vez, como você concordou. Se quiser manter, não faça nada; se não, cancele antes e nada é cobrado.{{else}}Termina em {{subscription.renews_at}} e nada é cobrado. Se quiser manter, renove com um clique por {{default subscription.amount 'o preço do dia'}}.{{/if}}",
}

/** The mails that a contract owes; all of them service, so they sell nothing. */
export const RENEWAL_MAILS: readonly RenewalMail[] = [
  {
    code: "subscription_started",
    name: { en: "Subscription began", es: "Suscripción iniciada", pt: "Assinatura iniciada" },
    acts: [WITHDRAW, CANCEL],
    words: {
      en: {
        subject: "Your subscription to {{subscription.product}}",
        text: [
          "Your subscription “{{subscription.plan}}” has begun. {{#if subscription.trial}}It is free until {{subscription.ends_at}}.{{else}}It runs until {{subscription.ends_at}}.{{/if}}",
          "{{#if subscription.automatic}}After that it renews by itself, as you agreed; we tell you before each charge.{{else}}It does not renew by itself; we remind you before it ends.{{/if}}",
          RIGHT.en,
        ],
      },
      es: {
        subject: "Tu suscripción a {{subscription.product}}",
        text: [
          "Ha empezado tu suscripción «{{subscription.plan}}». {{#if subscription.trial}}Es gratis hasta el {{subscription.ends_at}}.{{else}}Dura hasta el {{subscription.ends_at}}.{{/if}}",
          "{{#if subscription.automatic}}Después se renueva sola, como aceptaste; te avisamos antes de cada cobro.{{else}}No se renueva sola; te avisamos antes de que termine.{{/if}}",
          RIGHT.es,
        ],
      },
      pt: {
        subject: "Sua assinatura de {{subscription.product}}",
        text: [
          "Sua assinatura “{{subscription.plan}}” começou. {{#if subscription.trial}}É grátis até {{subscription.ends_at}}.{{else}}Vale até {{subscription.ends_at}}.{{/if}}",
          "{{#if subscription.automatic}}Depois renova sozinha, como você concordou; avisamos antes de cada cobrança.{{else}}Não renova sozinha; avisamos antes de terminar.{{/if}}",
          RIGHT.pt,
        ],
      },
    },
  },
  {
    code: "subscription_yearly",
    name: { en: "Yearly reminder", es: "Recordatorio anual", pt: "Lembrete anual" },
    acts: [CARD, CANCEL],
    words: {
      en: {
        subject: "Once a year: your {{subscription.product}}",
        text: [
          "You have the subscription “{{subscription.plan}}”. It renews by itself, as you agreed, for {{default subscription.amount 'the price of the day'}} each time; next on {{subscription.renews_at}}.",
          "If you still like it, you need do nothing. If not, you can stop it with one click.",
        ],
      },
      es: {
        subject: "Una vez al año: {{subscription.product}}",
        text: [
          "Tienes la suscripción «{{subscription.plan}}». Se renueva sola, como aceptaste, por {{default subscription.amount 'el precio del día'}} cada vez; la próxima, el {{subscription.renews_at}}.",
          "Si te sigue gustando, no tienes que hacer nada. Si no, puedes pararla con un clic.",
        ],
      },
      pt: {
        subject: "Uma vez por ano: {{subscription.product}}",
        text: [
          "Você tem a assinatura “{{subscription.plan}}”. Ela renova sozinha, como você concordou, por {{default subscription.amount 'o preço do dia'}} cada vez; a próxima em {{subscription.renews_at}}.",
          "Se ainda gosta, não precisa fazer nada. Se não, pode parar com um clique.",
        ],
      },
    },
  },
  {
    code: "renewal_notice",
    name: { en: "Renewal notice", es: "Aviso de renovación", pt: "Aviso de renovação" },
    acts: [
      { ...RENEW, when: "!automatic" },
      SKIP,
      POSTPONE,
      PAUSE,
      SWITCH,
      CARD,
      AGREE,
      STOP,
      CANCEL,
    ],
    words: {
      en: { subject: "Before your {{subscription.product}} renews", text: [NOTICE.en, NEWS.en] },
      es: { subject: "Antes de renovar {{subscription.product}}", text: [NOTICE.es, NEWS.es] },
      pt: { subject: "Antes de renovar {{subscription.product}}", text: [NOTICE.pt, NEWS.pt] },
    },
  },
  {
    code: "trial_ending",
    name: { en: "Free time ends", es: "Termina el tiempo gratis", pt: "Termina o tempo grátis" },
    acts: [{ ...RENEW, when: "!automatic" }, CARD, AGREE, CANCEL],
    words: {
      en: {
        subject: "Your free time with {{subscription.product}} ends",
        text: [TRIAL.en, NEWS.en],
      },
      es: {
        subject: "Termina tu tiempo gratis con {{subscription.product}}",
        text: [TRIAL.es, NEWS.es],
      },
      pt: {
        subject: "Termina seu tempo grátis com {{subscription.product}}",
        text: [TRIAL.pt, NEWS.pt],
      },
    },
  },
  {
    code: "renewal_confirmation",
    name: {
      en: "Renewal confirmation",
      es: "Confirmación de renovación",
      pt: "Confirmação de renovação",
    },
    acts: [WITHDRAW, STOP, CANCEL],
    words: {
      en: {
        subject: "{{subscription.product}} is renewed",
        text: [
          "We charged {{default subscription.amount 'its price'}} for “{{subscription.plan}}”. It now runs until {{subscription.ends_at}}.",
          RIGHT.en,
        ],
      },
      es: {
        subject: "{{subscription.product}} está renovada",
        text: [
          "Hemos cobrado {{default subscription.amount 'su precio'}} por «{{subscription.plan}}». Ahora dura hasta el {{subscription.ends_at}}.",
          RIGHT.es,
        ],
      },
      pt: {
        subject: "{{subscription.product}} está renovada",
        text: [
          "Cobramos {{default subscription.amount 'o preço'}} por “{{subscription.plan}}”. Agora vale até {{subscription.ends_at}}.",
          RIGHT.pt,
        ],
      },
    },
  },
  {
    code: "renewal_failed",
    name: { en: "Renewal failed", es: "Renovación fallida", pt: "Renovação falhou" },
    acts: [CARD, RENEW, CANCEL],
    words: {
      en: {
        subject: "We could not renew {{subscription.product}}",
        text: [
          "“{{subscription.plan}}” could not be renewed: {{default subscription.reason 'something went wrong'}}. Nothing was charged. We try again in the next days; with another card it works at once.",
        ],
      },
      es: {
        subject: "No pudimos renovar {{subscription.product}}",
        text: [
          "No se pudo renovar «{{subscription.plan}}»: {{default subscription.reason 'algo salió mal'}}. No se ha cobrado nada. Lo intentamos de nuevo en los próximos días; con otra tarjeta funciona al momento.",
        ],
      },
      pt: {
        subject: "Não conseguimos renovar {{subscription.product}}",
        text: [
          "Não foi possível renovar “{{subscription.plan}}”: {{default subscription.reason 'algo deu errado'}}. Nada foi cobrado. Tentamos de novo nos próximos dias; com outro cartão funciona na hora.",
        ],
      },
    },
  },
  {
    code: "card_expiring",
    name: { en: "Card expires soon", es: "La tarjeta caduca pronto", pt: "Cartão vence em breve" },
    acts: [CARD, CANCEL],
    words: {
      en: {
        subject: "The card for {{subscription.product}} expires soon",
        text: [
          "The card that pays for “{{subscription.plan}}” ({{default subscription.card 'the one on file'}}) expires at the end of {{default subscription.card_expires 'this month'}}. Its next charge is on {{subscription.renews_at}}.",
          "Choose another card with one click, and it goes on as you agreed. If you do not want it any more, cancel.",
        ],
      },
      es: {
        subject: "La tarjeta de {{subscription.product}} caduca pronto",
        text: [
          "La tarjeta que paga «{{subscription.plan}}» ({{default subscription.card 'la guardada'}}) caduca al final de {{default subscription.card_expires 'este mes'}}. El próximo cobro es el {{subscription.renews_at}}.",
          "Elige otra tarjeta con un clic, y sigue como aceptaste. Si ya no la quieres, cancélala.",
        ],
      },
      pt: {
        subject: "O cartão de {{subscription.product}} vence em breve",
        text: [
          "O cartão que paga “{{subscription.plan}}” ({{default subscription.card 'o guardado'}}) vence no fim de {{default subscription.card_expires 'este mês'}}. A próxima cobrança é em {{subscription.renews_at}}.",
          "Escolha outro cartão com um clique, e continua como você concordou. Se não quiser mais, cancele.",
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
    acts: [RESUME],
    words: {
      en: {
        subject: "You cancelled {{subscription.product}}",
        text: [
          "“{{subscription.plan}}” is cancelled, as you told us on {{subscription.received}}. Nothing will be charged for it any more. You can use what is paid until {{subscription.ends_at}}.",
        ],
      },
      es: {
        subject: "Has cancelado {{subscription.product}}",
        text: [
          "«{{subscription.plan}}» está cancelada, como nos dijiste el {{subscription.received}}. No se cobrará nada más por ella. Puedes usar lo pagado hasta el {{subscription.ends_at}}.",
        ],
      },
      pt: {
        subject: "Você cancelou {{subscription.product}}",
        text: [
          "“{{subscription.plan}}” está cancelada, como você nos disse em {{subscription.received}}. Nada mais será cobrado por ela. Você pode usar o que foi pago até {{subscription.ends_at}}.",
        ],
      },
    },
  },
  {
    code: "subscription_withdrawn",
    name: {
      en: "Withdrawal receipt",
      es: "Comprobante de desistimiento",
      pt: "Comprovante de desistência",
    },
    acts: [],
    words: {
      en: {
        subject: "You withdrew from {{subscription.product}}",
        text: [
          "We received your withdrawal from the contract “{{subscription.plan}}” ({{subscription.product}}) on {{subscription.received}}. It ends on {{subscription.ends_at}}, and nothing more will be charged.",
          "The shop refunds what you paid for it, within 14 days at the latest and the way you paid. Where you asked for a service to begin at once, it may keep the part that you had until now. What was delivered is to be sent back within 14 days.",
        ],
      },
      es: {
        subject: "Has desistido de {{subscription.product}}",
        text: [
          "Recibimos tu desistimiento del contrato «{{subscription.plan}}» ({{subscription.product}}) el {{subscription.received}}. Termina el {{subscription.ends_at}} y no se cobrará nada más.",
          "La tienda devuelve lo que pagaste por ella, a más tardar en 14 días y por el mismo medio de pago. Si pediste que un servicio empezara enseguida, puede quedarse la parte que tuviste hasta ahora. Lo que se entregó hay que enviarlo de vuelta en 14 días.",
        ],
      },
      pt: {
        subject: "Você desistiu de {{subscription.product}}",
        text: [
          "Recebemos sua desistência do contrato “{{subscription.plan}}” ({{subscription.product}}) em {{subscription.received}}. Termina em {{subscription.ends_at}} e nada mais será cobrado.",
          "A loja devolve o que você pagou por ela, no máximo em 14 dias e pelo mesmo meio de pagamento. O que foi entregue deve ser enviado de volta em 14 dias.",
        ],
      },
    },
  },
  {
    code: "subscription_changed",
    name: { en: "Change receipt", es: "Comprobante de cambio", pt: "Comprovante de alteração" },
    acts: [GO_ON, AGREE, CANCEL],
    words: {
      en: {
        subject: "You changed {{subscription.product}}",
        text: [
          "We have noted your change to “{{subscription.plan}}”: {{default subscription.change 'it was changed'}}. The next date is {{subscription.renews_at}}.",
        ],
      },
      es: {
        subject: "Has cambiado {{subscription.product}}",
        text: [
          "Hemos anotado tu cambio en «{{subscription.plan}}»: {{default subscription.change 'se ha cambiado'}}. La próxima fecha es el {{subscription.renews_at}}.",
        ],
      },
      pt: {
        subject: "Você alterou {{subscription.product}}",
        text: [
          "Anotamos sua alteração em “{{subscription.plan}}”: {{default subscription.change 'foi alterada'}}. A próxima data é {{subscription.renews_at}}.",
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
    acts: [KEEP, CANCEL],
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
  return mailFrame(hello, [
    ...words[language].text.map((text) => `<mj-text>${text}</mj-text>`),
    ...acts.flatMap((act) => buttonOf(act, language)),
  ])
}

function buttonOf({ link, words, when }: Button, language: Language): readonly string[] {
  const button = `<mj-button href="{{links.${link}}}">${words[language]}</mj-button>`
  if (when === undefined) {
    return [button]
  }
  const open =
    when === "!automatic"
      ? "{{#if subscription.automatic}}{{else}}"
      : `{{#if subscription.${when}}}`
  return [open, button, "{{/if}}"]
}

/** The service automation of each moment: without them a plan could neither tell nor confirm. */
export const RENEWAL_MOMENTS: readonly {
  readonly trigger: string
  readonly mail: string
  readonly again_after_days?: number
}[] = [
  { trigger: "subscription.created", mail: "subscription_started" },
  { trigger: "subscription.expiring", mail: "renewal_notice" },
  { trigger: "subscription.trial_ending", mail: "trial_ending" },
  { trigger: "subscription.renewed", mail: "renewal_confirmation" },
  { trigger: "subscription.payment_failed", mail: "renewal_failed" },
  { trigger: "subscription.cancelled", mail: "subscription_cancelled" },
  { trigger: "subscription.withdrawn", mail: "subscription_withdrawn" },
  { trigger: "subscription.changed", mail: "subscription_changed" },
  { trigger: "subscription.expired", mail: "subscription_expired" },
  { trigger: "subscription.dormant", mail: "subscription_dormant" },
  { trigger: "subscription.yearly_reminder", mail: "subscription_yearly" },
  { trigger: "subscription.card_expiring", mail: "card_expiring", again_after_days: 14 },
]

export const renewalPresetCode = (trigger: string): string => trigger.replaceAll(".", "_")
