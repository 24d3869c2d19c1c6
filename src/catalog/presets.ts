import type { Localized } from "../core/catalog/definitions"
import type { ConditionGroup } from "../core/condition/condition"
import type { OnSiteContent } from "../core/content/content"
import type { ActionCall, AutomationDefinition } from "../core/decision/automation"
import type { Language } from "../core/text/localized"

export type Preset = {
  readonly code: string
  readonly label: Localized
  readonly description: Localized
  /** Ready but for what a shop has to choose itself: a template is an empty text until then. */
  readonly automation: AutomationDefinition
}

type Recipe = Omit<Preset, "automation"> & {
  readonly automation: (say: (text: Localized) => string) => AutomationDefinition
}

/** The placement that a storefront's first page is expected to have. */
export const HOME_PLACEMENT = "home-hero"

/** Starting points for an admin, with their texts in one language. */
export function presetsIn(language: Language): readonly Preset[] {
  return RECIPES.map((recipe) => ({
    ...recipe,
    automation: recipe.automation((text) => text[language]),
  }))
}

const TWO_DAYS = 2 * 24 * 60
const THREE_DAYS = 3 * 24 * 60
const TWO_WEEKS = 14 * 24 * 60

const BASE = {
  purpose: "marketing",
  conditions: null,
  priority: 50,
  holdout_percent: 0,
  variants: [],
  reentry: { kind: "always" },
  goal: { event: "order.placed", within_days: 30 },
  budget: null,
} satisfies Partial<AutomationDefinition>

function stepOf(actions: readonly ActionCall[], validForMinutes = TWO_DAYS) {
  return [
    {
      key: "first",
      wait: { minutes: 0 },
      valid_for_minutes: validForMinutes,
      conditions: null,
      actions,
    },
  ]
}

function all(...rules: ConditionGroup["rules"]): ConditionGroup {
  return { combinator: "and", rules }
}

function coupon(args: Readonly<Record<string, unknown>>): ActionCall {
  const terms = {
    value: null,
    currency_code: null,
    minimum: null,
    gift_variant_id: null,
    valid_days: 30,
    next_order_only: false,
  }
  return { code: "issue_coupon", args: { ...terms, ...args } }
}

const mail: ActionCall = { code: "send_message", args: { channel: "email", template_id: "" } }

function show(headline: string, body: string, more: Partial<OnSiteContent> = {}): ActionCall {
  const content: OnSiteContent = {
    headline,
    body,
    image_url: null,
    cta: null,
    products: { source: "none", ids: [] },
    disclosure: null,
    ...more,
  }
  return { code: "show_content", args: { placement: HOME_PLACEMENT, content } }
}

const BESTSELLERS = { source: "bestsellers", ids: [] } as const

const RECIPES: readonly Recipe[] = [
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
            say({
              en: "Good to have you here",
              es: "Qué bien que estés aquí",
              pt: "Que bom ter você aqui",
            }),
            say({
              en: "These are the things that others like best.",
              es: "Esto es lo que más gusta a los demás.",
              pt: "Isto é o que os outros mais gostam.",
            }),
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
      steps: stepOf([coupon({ kind: "percent", value: 10, next_order_only: true }), mail]),
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
      steps: stepOf([coupon({ kind: "free_shipping", next_order_only: true }), mail]),
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
      steps: stepOf([mail]).map((step) => ({ ...step, wait: { minutes: THREE_DAYS } })),
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
          say({
            en: "Welcome back",
            es: "Qué alegría volver a verte",
            pt: "Que bom ver você de novo",
          }),
          say({
            en: "Your favourites are still here.",
            es: "Tus favoritos siguen aquí.",
            pt: "Seus favoritos continuam aqui.",
          }),
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
          say({ en: "Glad you came by", es: "Nos alegra tu visita", pt: "Que bom que você veio" }),
          say({
            en: "Have a look at what others like best.",
            es: "Mira lo que más gusta a los demás.",
            pt: "Veja o que os outros mais gostam.",
          }),
          { products: BESTSELLERS }
        ),
      ]),
    }),
  },
]
