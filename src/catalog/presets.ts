import type { Localized } from "../core/catalog/definitions"
import type { AutomationDefinition } from "../core/decision/automation"
import type { Language } from "../core/text/localized"
import { MOMENT_PRESETS } from "./moment-presets"
import { PRESET_MAILS, type PresetMail } from "./preset-mails"
import { RENEWAL_PRESETS } from "./renewal-presets"
import {
  all,
  BASE,
  coupon,
  mail,
  mailsOf,
  type PresetRecipe,
  show,
  stepOf,
  TWO_WEEKS,
  withTemplates,
} from "./preset-parts"

export type Preset = {
  readonly code: string
  readonly label: Localized
  readonly description: Localized
  /** Ready but for what a shop has to choose itself: a template is an empty text until then. */
  readonly automation: AutomationDefinition
  /** What it sends, as templates that can be made with one click. */
  readonly mails: readonly PresetMail[]
}

/** Starting points for an admin, with their texts in one language. */
export function presetsIn(language: Language): readonly Preset[] {
  return RECIPES.map((recipe) => presetOf(recipe, language, () => undefined))
}

/** One of them, with a shop's templates where it sends. Null when there is none of that code. */
export function presetWith(
  code: string,
  language: Language,
  templateOf: (mail: string) => string | undefined
): Preset | null {
  const recipe = RECIPES.find((known) => known.code === code)
  return recipe === undefined ? null : presetOf(recipe, language, templateOf)
}

function presetOf(
  { code, label, description, automation }: PresetRecipe,
  language: Language,
  templateOf: (mail: string) => string | undefined
): Preset {
  const raw = automation((text) => text[language])
  return {
    code,
    label,
    description,
    automation: withTemplates(raw, templateOf),
    mails: mailsOf(raw).map((mail) => PRESET_MAILS.get(mail) as PresetMail),
  }
}

const THREE_DAYS = 3 * 24 * 60

const BESTSELLERS = { source: "bestsellers", ids: [] } as const

const RECIPES: readonly PresetRecipe[] = [
  ...MOMENT_PRESETS,
  ...RENEWAL_PRESETS,
  {
    code: "welcome_content",
    label: { en: "Welcome on the site", es: "Bienvenida en la tienda", pt: "Boas-vindas na loja" },
    description: {
      en: "Whoever registers is welcomed on the first page for two weeks.",
      es: "Quien se registra recibe la bienvenida en la portada durante dos semanas.",
      pt: "Quem se cadastra recebe boas-vindas na página inicial por duas semanas.",
    },
    automation: (say) => ({
      ...BASE,
      name: say({
        en: "Welcome on the site",
        es: "Bienvenida en la tienda",
        pt: "Boas-vindas na loja",
      }),
      objective: "welcome",
      trigger: { code: "customer.registered", args: {} },
      reentry: { kind: "once" },
      steps: stepOf(
        [
          show(
            say,
            {
              headline: {
                en: "Good to have you here",
                es: "Qué bien que estés aquí",
                pt: "Que bom ter você aqui",
              },
              body: {
                en: "These are the things that others like best.",
                es: "Esto es lo que más gusta a los demás.",
                pt: "Isto é o que os outros mais gostam.",
              },
            },
            { products: BESTSELLERS }
          ),
        ],
        TWO_WEEKS
      ),
    }),
  },
  {
    code: "thank_you_coupon",
    label: {
      en: "Thank-you coupon after an order",
      es: "Cupón de agradecimiento tras un pedido",
      pt: "Cupom de agradecimento após um pedido",
    },
    description: {
      en: "A mail with 10% off the next order, for whoever agreed to marketing; at most once in 30 days.",
      es: "Un correo con un 10 % para el próximo pedido, a quien aceptó publicidad; como máximo cada 30 días.",
      pt: "Um e-mail com 10% no próximo pedido, para quem aceitou publicidade; no máximo a cada 30 dias.",
    },
    automation: (say) => ({
      ...BASE,
      name: say({
        en: "Thank-you coupon",
        es: "Cupón de agradecimiento",
        pt: "Cupom de agradecimento",
      }),
      objective: "repeat_purchase",
      trigger: { code: "order.placed", args: {} },
      reentry: { kind: "once_per_days", days: 30 },
      steps: stepOf([
        coupon({ kind: "percent", value: 10, next_order_only: true }),
        mail("thank_you_coupon"),
      ]),
    }),
  },
  {
    code: "coupon_on_receipt",
    label: { en: "Coupon on the receipt", es: "Cupón en el recibo", pt: "Cupom no recibo" },
    description: {
      en: "A service mail after each order; the coupon in it is only for whoever agreed to marketing.",
      es: "Un correo de servicio tras cada pedido; el cupón solo va a quien aceptó publicidad.",
      pt: "Um e-mail de serviço após cada pedido; o cupom só vai para quem aceitou publicidade.",
    },
    automation: (say) => ({
      ...BASE,
      name: say({ en: "Coupon on the receipt", es: "Cupón en el recibo", pt: "Cupom no recibo" }),
      objective: "repeat_purchase",
      purpose: "service",
      trigger: { code: "order.placed", args: {} },
      steps: stepOf([coupon({ kind: "free_shipping", next_order_only: true }), mail("receipt")]),
    }),
  },
  {
    code: "first_order_thanks",
    label: {
      en: "After the first order",
      es: "Tras el primer pedido",
      pt: "Após o primeiro pedido",
    },
    description: {
      en: "A mail three days after somebody's first order.",
      es: "Un correo tres días después del primer pedido.",
      pt: "Um e-mail três dias após o primeiro pedido.",
    },
    automation: (say) => ({
      ...BASE,
      name: say({
        en: "After the first order",
        es: "Tras el primer pedido",
        pt: "Após o primeiro pedido",
      }),
      objective: "repeat_purchase",
      trigger: { code: "order.placed", args: {} },
      conditions: all({ field: "profile.order_count", operator: "=", value: 1 }),
      reentry: { kind: "once" },
      steps: stepOf([mail("first_order")]).map((step) => ({
        ...step,
        wait: { minutes: THREE_DAYS },
      })),
    }),
  },
  {
    code: "big_order_reward",
    label: {
      en: "Reward for a big order",
      es: "Premio por un pedido grande",
      pt: "Recompensa por um pedido grande",
    },
    description: {
      en: "Free shipping for the next order, in the account of whoever ordered for 100 or more.",
      es: "Envío gratis para el próximo pedido, en la cuenta de quien pidió por 100 o más.",
      pt: "Frete grátis no próximo pedido, na conta de quem pediu 100 ou mais.",
    },
    automation: (say) => ({
      ...BASE,
      name: say({
        en: "Reward for a big order",
        es: "Premio por un pedido grande",
        pt: "Recompensa por um pedido grande",
      }),
      objective: "reward",
      trigger: { code: "order.placed", args: {} },
      conditions: all({ field: "order.total", operator: ">=", value: 100 }),
      reentry: { kind: "once_per_days", days: 90 },
      steps: stepOf([coupon({ kind: "free_shipping", valid_days: 60 })], TWO_WEEKS),
    }),
  },
  {
    code: "win_back_best",
    label: {
      en: "Win back the best customers",
      es: "Recuperar a los mejores clientes",
      pt: "Reconquistar os melhores clientes",
    },
    description: {
      en: "Customers of tier A who have not ordered for 60 days see what they bought before, when they come by.",
      es: "Los clientes de nivel A que no piden desde hace 60 días ven lo que compraron antes cuando vuelven.",
      pt: "Clientes do nível A sem pedidos há 60 dias veem o que compraram antes quando voltam.",
    },
    automation: (say) => ({
      ...BASE,
      name: say({
        en: "Win back the best customers",
        es: "Recuperar a los mejores clientes",
        pt: "Reconquistar os melhores clientes",
      }),
      objective: "win_back",
      trigger: { code: "placement.requested", args: {} },
      conditions: all(
        { field: "profile.tier", operator: "in", value: ["A"] },
        { field: "profile.last_order_at", operator: "olderThanDays", value: 60 }
      ),
      priority: 80,
      steps: stepOf([
        show(
          say,
          {
            headline: {
              en: "Welcome back",
              es: "Qué alegría volver a verte",
              pt: "Que bom ver você de novo",
            },
            body: {
              en: "Your favourites are still here.",
              es: "Tus favoritos siguen aquí.",
              pt: "Seus favoritos continuam aqui.",
            },
          },
          { products: { source: "bought_before", ids: [] } }
        ),
      ]),
    }),
  },
  {
    code: "campaign_greeting",
    label: {
      en: "Greeting for a campaign's visitors",
      es: "Saludo a visitantes de una campaña",
      pt: "Saudação a visitantes de uma campanha",
    },
    description: {
      en: "Visitors who come by a link with utm_campaign see the bestsellers; no personal data is used.",
      es: "Quien llega por un enlace con utm_campaign ve lo más vendido; no se usan datos personales.",
      pt: "Quem chega por um link com utm_campaign vê os mais vendidos; nenhum dado pessoal é usado.",
    },
    automation: (say) => ({
      ...BASE,
      name: say({
        en: "Greeting for a campaign's visitors",
        es: "Saludo a visitantes de una campaña",
        pt: "Saudação a visitantes de uma campanha",
      }),
      objective: "inform",
      trigger: { code: "placement.requested", args: {} },
      conditions: all({ field: "session.utm_campaign", operator: "notNull", value: null }),
      priority: 40,
      steps: stepOf([
        show(
          say,
          {
            headline: {
              en: "Glad you came by",
              es: "Nos alegra tu visita",
              pt: "Que bom que você veio",
            },
            body: {
              en: "Have a look at what others like best.",
              es: "Mira lo que más gusta a los demás.",
              pt: "Veja o que os outros mais gostam.",
            },
          },
          { products: BESTSELLERS }
        ),
      ]),
    }),
  },
]
