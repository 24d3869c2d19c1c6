import {
  all,
  AT_ONCE,
  BASE,
  coupon,
  mail,
  ONE_DAY,
  type PresetRecipe,
  step,
  TWO_WEEKS,
} from "./preset-parts"

const CART = {
  en: "Abandoned cart",
  es: "Carrito abandonado",
  pt: "Carrinho abandonado",
}
const BROWSE = {
  en: "Looked at a product and left",
  es: "Miró un producto y se fue",
  pt: "Olhou um produto e saiu",
}
const WIN_BACK = {
  en: "Win back by mail",
  es: "Recuperar por correo",
  pt: "Reconquistar por e-mail",
}
const LOYALTY = {
  en: "Thank you for the fifth order",
  es: "Gracias por el quinto pedido",
  pt: "Obrigado pelo quinto pedido",
}
const WELCOME = { en: "Welcome series", es: "Serie de bienvenida", pt: "Série de boas-vindas" }

const WELCOME_TO_A = {
  en: "Welcome to the best customers",
  es: "Bienvenida a los mejores clientes",
  pt: "Boas-vindas aos melhores clientes",
}

const SORRY = {
  en: "Sorry for what went wrong",
  es: "Perdón por lo que salió mal",
  pt: "Desculpe pelo que deu errado",
}

const STILL_WAITING = {
  en: "Sorry for the wait",
  es: "Perdón por la espera",
  pt: "Desculpe pela espera",
}

const AGAIN = {
  en: "Time for a new one",
  es: "Toca uno nuevo",
  pt: "Hora de um novo",
}

const NEWER = {
  en: "Time for something newer",
  es: "Hora de algo más nuevo",
  pt: "Hora de algo mais novo",
}

const MEANWHILE = {
  en: "Something for who stays",
  es: "Algo para quien sigue",
  pt: "Algo para quem continua",
}

const FIRST_PERIOD = {
  en: "Something in the first period",
  es: "Algo en el primer período",
  pt: "Algo no primeiro período",
}

/** Shorter terms would hear of their renewal while they still hear of their beginning. */
const LONG_ENOUGH_DAYS = 20

const SEASON = { en: "Season's greetings", es: "Felices fiestas", pt: "Boas festas" }

/** Presets that begin with a moment or wait for one. The reminder comes first; a discount only for those whom it did not bring back. */
export const MOMENT_PRESETS: readonly PresetRecipe[] = [
  {
    code: "abandoned_cart",
    label: CART,
    description: {
      en: "A reminder an hour after a cart was left, and the next morning a second one with 10% off. Whoever orders meanwhile gets neither.",
      es: "Un recordatorio una hora después de dejar el carrito y, a la mañana siguiente, otro con un 10 %. Quien pide antes no recibe ninguno.",
      pt: "Um lembrete uma hora após o carrinho ser deixado e, na manhã seguinte, outro com 10%. Quem compra antes não recebe nenhum.",
    },
    automation: (say) => ({
      ...BASE,
      name: say(CART),
      objective: "recover_cart",
      trigger: { code: "cart.abandoned", args: { after_minutes: 60 } },
      priority: 70,
      reentry: { kind: "once_per_days", days: 7 },
      goal: { event: "order.placed", within_days: 7 },
      steps: [
        step("reminder", AT_ONCE, [mail("cart_reminder")], ONE_DAY),
        step(
          "offer",
          // The next day's: whose reminder came in the morning does not get the second one an hour later.
          { until: { time: "09:00", days: 1 } },
          [coupon({ kind: "percent", value: 10, valid_days: 7 }), mail("cart_offer")],
          ONE_DAY
        ),
      ],
    }),
  },
  {
    code: "browse_reminder",
    label: BROWSE,
    description: {
      en: "Two hours after a known customer looked at a product and left, a mail with what they looked at; at most every two weeks. Needs behaviour events.",
      es: "Dos horas después de que un cliente conocido mirara un producto y se fuera, un correo con lo que miró; como máximo cada dos semanas. Necesita eventos de comportamiento.",
      pt: "Duas horas depois que um cliente conhecido olhou um produto e saiu, um e-mail com o que olhou; no máximo a cada duas semanas. Precisa de eventos de comportamento.",
    },
    automation: (say) => ({
      ...BASE,
      name: say(BROWSE),
      objective: "inform",
      trigger: { code: "browse.abandoned", args: { after_minutes: 120 } },
      priority: 40,
      reentry: { kind: "once_per_days", days: 14 },
      goal: { event: "order.placed", within_days: 7 },
      steps: [step("reminder", AT_ONCE, [mail("browse_reminder")], ONE_DAY)],
    }),
  },
  {
    code: "win_back",
    label: WIN_BACK,
    description: {
      en: "Whoever has not ordered for 90 days gets a mail with 10% off, at ten in their morning; at most twice a year.",
      es: "Quien lleva 90 días sin pedir recibe un correo con un 10 %, a las diez de su mañana; como máximo dos veces al año.",
      pt: "Quem não compra há 90 dias recebe um e-mail com 10%, às dez da sua manhã; no máximo duas vezes por ano.",
    },
    automation: (say) => ({
      ...BASE,
      name: say(WIN_BACK),
      objective: "win_back",
      trigger: { code: "customer.inactive", args: { days: 90 } },
      priority: 60,
      reentry: { kind: "once_per_days", days: 180 },
      steps: [
        step("come_back", { until: { time: "10:00" } }, [
          coupon({ kind: "percent", value: 10 }),
          mail("win_back"),
        ]),
      ],
    }),
  },
  {
    code: "seasons_greetings",
    label: SEASON,
    description: {
      en: "Every year on December 6, at ten in their morning, a greeting that invites to the shop; choose your own day and words.",
      es: "Cada año el 6 de diciembre, a las diez de su mañana, una felicitación que invita a la tienda; elige tu día y tus palabras.",
      pt: "Todo ano em 6 de dezembro, às dez da sua manhã, uma saudação que convida à loja; escolha o seu dia e as suas palavras.",
    },
    automation: (say) => ({
      ...BASE,
      name: say(SEASON),
      objective: "inform",
      trigger: { code: "season.day", args: { month: "12", day: 6 } },
      priority: 30,
      reentry: { kind: "once_per_days", days: 300 },
      goal: { event: "order.placed", within_days: 14 },
      steps: [step("greeting", { until: { time: "10:00" } }, [mail("seasons_greetings")])],
    }),
  },
  {
    code: "loyalty_thanks",
    label: LOYALTY,
    description: {
      en: "With somebody's fifth order, a thank-you with free shipping for the next one; the number can be changed.",
      es: "Con el quinto pedido, un agradecimiento con envío gratis para el próximo; el número se puede cambiar.",
      pt: "Com o quinto pedido, um agradecimento com frete grátis no próximo; o número pode ser mudado.",
    },
    automation: (say) => ({
      ...BASE,
      name: say(LOYALTY),
      objective: "reward",
      trigger: { code: "customer.order_count_reached", args: { count: 5 } },
      reentry: { kind: "once" },
      goal: null,
      steps: [
        step("thanks", AT_ONCE, [
          coupon({ kind: "free_shipping", valid_days: 60, next_order_only: true }),
          mail("loyalty_thanks"),
        ]),
      ],
    }),
  },
  {
    code: "welcome_to_a",
    label: WELCOME_TO_A,
    description: {
      en: "Whoever rises to tier A gets a thank-you with free shipping for the next order; at most once a year.",
      es: "Quien sube al nivel A recibe un agradecimiento con envío gratis para el próximo pedido; como máximo una vez al año.",
      pt: "Quem sobe ao nível A recebe um agradecimento com frete grátis no próximo pedido; no máximo uma vez por ano.",
    },
    automation: (say) => ({
      ...BASE,
      name: say(WELCOME_TO_A),
      objective: "reward",
      trigger: { code: "tier.up", args: { to: "A" } },
      priority: 60,
      reentry: { kind: "once_per_days", days: 365 },
      steps: [
        step("welcome", AT_ONCE, [
          coupon({ kind: "free_shipping", valid_days: 60, next_order_only: true }),
          mail("welcome_to_a"),
        ]),
      ],
    }),
  },
  {
    code: "replenish_reminder",
    label: AGAIN,
    description: {
      en: "A week before a product is needed again, at ten in their morning, a reminder of it; for what has a life, such as filters, and for what somebody buys again and again.",
      es: "Una semana antes de que un producto haga falta otra vez, a las diez de su mañana, un recordatorio; para lo que tiene una vida, como los filtros, y lo que alguien compra una y otra vez.",
      pt: "Uma semana antes de um produto fazer falta de novo, às dez da sua manhã, um lembrete; para o que tem uma vida, como filtros, e o que alguém compra sempre.",
    },
    automation: (say) => ({
      ...BASE,
      name: say(AGAIN),
      objective: "replenish",
      trigger: { code: "product.due", args: { when: "day", days: 7 } },
      priority: 60,
      goal: { event: "order.placed", within_days: 14 },
      steps: [step("again", { until: { time: "10:00" } }, [mail("replenish_reminder")])],
    }),
  },
  {
    code: "upgrade_news",
    label: NEWER,
    description: {
      en: "When somebody begins to be likely to replace a product, earlier for who replaces it often, at ten in their morning, a look at what is new; where nobody can tell, two weeks before the day.",
      es: "Cuando alguien empieza a ser probable que reemplace un producto, antes si lo hace a menudo, a las diez de su mañana, un vistazo a lo nuevo; si no se puede saber, dos semanas antes del día.",
      pt: "Quando começa a ser provável que alguém troque um produto, mais cedo para quem troca muito, às dez da sua manhã, um olhar sobre o que é novo; se não dá para saber, duas semanas antes do dia.",
    },
    automation: (say) => ({
      ...BASE,
      name: say(NEWER),
      objective: "cross_sell",
      trigger: { code: "product.due", args: { when: "rise", days: 14 } },
      steps: [step("newer", { until: { time: "10:00" } }, [mail("upgrade_news")])],
    }),
  },
  {
    code: "value_each_period",
    label: MEANWHILE,
    description: {
      en: "Ten days after each renewal that came by itself, something of use for what they pay for: who stays should hear of more than charges. One each period, as far as consent and caps let it.",
      es: "Diez días después de cada renovación automática, algo útil sobre lo que pagan: quien sigue debe oír de algo más que cobros. Uno por período, si el permiso y los límites lo dejan.",
      pt: "Dez dias após cada renovação automática, algo útil sobre o que pagam: quem continua deve ouvir de mais que cobranças. Um por período, se a permissão e os limites deixarem.",
    },
    automation: (say) => ({
      ...BASE,
      name: say(MEANWHILE),
      objective: "retain",
      trigger: { code: "subscription.renewed", args: {} },
      conditions: all({ field: "subscription.automatic", operator: "=", value: true }),
      goal: null,
      steps: [step("meanwhile", { minutes: 10 * ONE_DAY }, [mail("value_each_period")])],
    }),
  },
  {
    code: "value_first_period",
    label: FIRST_PERIOD,
    description: {
      en: "Ten days after somebody subscribed to what renews by itself, how to get the most out of it: before they hear of a first charge. Only where the first period lasts twenty days or more; as far as consent and caps let it.",
      es: "Diez días después de suscribirse a algo que se renueva solo, cómo sacarle partido: antes de oír del primer cobro. Solo si el primer período dura veinte días o más; si el permiso y los límites lo dejan.",
      pt: "Dez dias depois de assinar algo que renova sozinho, como aproveitar melhor: antes de ouvir da primeira cobrança. Só se o primeiro período dura vinte dias ou mais; se a permissão e os limites deixarem.",
    },
    automation: (say) => ({
      ...BASE,
      name: say(FIRST_PERIOD),
      objective: "retain",
      trigger: { code: "subscription.created", args: {} },
      conditions: all(
        { field: "subscription.automatic", operator: "=", value: true },
        { field: "subscription.days_left", operator: ">=", value: LONG_ENOUGH_DAYS }
      ),
      goal: null,
      steps: [step("meanwhile", { minutes: 10 * ONE_DAY }, [mail("value_first_period")])],
    }),
  },
  {
    code: "service_apology",
    label: SORRY,
    description: {
      en: "When something went wrong, a few words within the hour that somebody looks after it. It sells nothing; everything that sells waits meanwhile.",
      es: "Cuando algo salió mal, unas palabras en menos de una hora: alguien se ocupa. No vende nada; todo lo que vende espera mientras tanto.",
      pt: "Quando algo deu errado, algumas palavras em menos de uma hora: alguém está cuidando. Não vende nada; tudo o que vende espera enquanto isso.",
    },
    automation: (say) => ({
      ...BASE,
      name: say(SORRY),
      objective: "apologise",
      purpose: "service",
      trigger: { code: "service.incident", args: { kind: "any" } },
      priority: 95,
      goal: null,
      steps: [step("sorry", AT_ONCE, [mail("service_apology")], ONE_DAY)],
    }),
  },
  {
    code: "service_unanswered",
    label: STILL_WAITING,
    description: {
      en: "A day after something went wrong, where nobody answered yet: that it is not forgotten. Whoever is answered meanwhile does not get it; one mail a week at most.",
      es: "Un día después de que algo saliera mal, si nadie respondió todavía: que no está olvidado. Quien recibe respuesta entretanto no lo recibe; como máximo un correo por semana.",
      pt: "Um dia depois de algo dar errado, se ninguém respondeu ainda: que não foi esquecido. Quem tem resposta nesse meio-tempo não recebe; no máximo um e-mail por semana.",
    },
    automation: (say) => ({
      ...BASE,
      name: say(STILL_WAITING),
      objective: "apologise",
      purpose: "service",
      trigger: { code: "service.unanswered", args: { after_minutes: ONE_DAY } },
      priority: 95,
      // Several that nobody answered are one reason to be sorry.
      reentry: { kind: "once_per_days", days: 7 },
      goal: null,
      steps: [step("sorry", AT_ONCE, [mail("service_unanswered")], ONE_DAY)],
    }),
  },
  {
    code: "welcome_series",
    label: WELCOME,
    description: {
      en: "A welcome at once; then, when the first order comes within two weeks, a thank-you for it.",
      es: "Una bienvenida al momento; después, si el primer pedido llega en dos semanas, un agradecimiento.",
      pt: "Boas-vindas na hora; depois, se o primeiro pedido vier em duas semanas, um agradecimento.",
    },
    automation: (say) => ({
      ...BASE,
      name: say(WELCOME),
      objective: "welcome",
      trigger: { code: "customer.registered", args: {} },
      reentry: { kind: "once" },
      // An order is what the second step waits for; as a goal it would cancel it.
      goal: null,
      steps: [
        step("welcome", AT_ONCE, [mail("welcome")]),
        step(
          "first_order",
          { event: { name: "order.placed", within_minutes: TWO_WEEKS, otherwise: "exit" } },
          [mail("first_order")]
        ),
      ],
    }),
  },
]
