import type { Localized } from "../core/catalog/definitions"
import { type Language, localized } from "../core/text/localized"
import { RENEWAL_MAILS, renewalMailBody } from "./renewal-mails"
import { mailFrame } from "./mail-frame"

/** A mail that a preset needs: with one click it becomes a template in each language. */
export type PresetMail = {
  readonly code: string
  /** The template's name in the language of whoever makes it; its translations share it, which makes them translations. */
  readonly name: Localized
  readonly purpose: "marketing" | "service"
  readonly subject: Localized
  readonly body: Localized
}

type Words = {
  readonly subject: string
  readonly text: string
  /** Stands in an offer block with the code: it is dropped for whoever may get no offer. */
  readonly offer?: string
  readonly button: string
  /** Puts the reminder off. */
  readonly later?: string
}

type Recipe = Pick<PresetMail, "code" | "name"> & {
  readonly purpose?: PresetMail["purpose"]
  /** Whose items are listed. */
  readonly items?: "cart" | "order"
  /** Lists what the occasion was about, each with its link. */
  readonly products?: boolean
  readonly link: "cart" | "shop"
  readonly words: Readonly<Record<Language, Words>>
}

const HELLO: Localized = { en: "Hello", es: "Hola", pt: "Olá" }

const bodyOf = ({ items, products, link }: Recipe, words: Words, hello: string) =>
  mailFrame(hello, [
    `<mj-text>${words.text}</mj-text>`,
    ...(items === undefined
      ? []
      : [`{{#each ${items}.items}}`, "<mj-text>{{quantity}} × {{title}}</mj-text>", "{{/each}}"]),
    ...(products
      ? ["{{#each products}}", '<mj-text><a href="{{url}}">{{title}}</a></mj-text>', "{{/each}}"]
      : []),
    ...(words.offer === undefined
      ? []
      : [
          "{{#offer}}",
          `<mj-text>${words.offer} <strong>{{coupon.code}}</strong></mj-text>`,
          "{{/offer}}",
        ]),
    `<mj-button href="{{links.${link}}}">${words.button}</mj-button>`,
    ...(words.later === undefined
      ? []
      : [`<mj-text><a href="{{links.not_yet}}">${words.later}</a></mj-text>`]),
  ])

const RECIPES: readonly Recipe[] = [
  {
    code: "cart_reminder",
    name: { en: "Cart reminder", es: "Recordatorio de carrito", pt: "Lembrete de carrinho" },
    items: "cart",
    link: "cart",
    words: {
      en: {
        subject: "You left something in your cart",
        text: "Your cart is still as you left it:",
        button: "Back to the cart",
      },
      es: {
        subject: "Te dejaste algo en el carrito",
        text: "Tu carrito sigue como lo dejaste:",
        button: "Volver al carrito",
      },
      pt: {
        subject: "Você deixou algo no carrinho",
        text: "Seu carrinho continua como você o deixou:",
        button: "Voltar ao carrinho",
      },
    },
  },
  {
    code: "cart_offer",
    name: {
      en: "Cart reminder with a discount",
      es: "Recordatorio de carrito con descuento",
      pt: "Lembrete de carrinho com desconto",
    },
    items: "cart",
    link: "cart",
    words: {
      en: {
        subject: "Your cart is still waiting",
        text: "You have not decided yet, and that is fine. This is in your cart:",
        offer:
          "If it helps: {{coupon.value}} for this order, until {{coupon.expires_at}}. The code is for you alone:",
        button: "Back to the cart",
      },
      es: {
        subject: "Tu carrito te sigue esperando",
        text: "Aún no te has decidido, y no pasa nada. Esto es lo que hay en tu carrito:",
        offer:
          "Por si te ayuda: {{coupon.value}} para este pedido, hasta el {{coupon.expires_at}}. El código es solo para ti:",
        button: "Volver al carrito",
      },
      pt: {
        subject: "Seu carrinho continua esperando",
        text: "Você ainda não se decidiu, e tudo bem. Isto está no seu carrinho:",
        offer:
          "Se ajudar: {{coupon.value}} neste pedido, até {{coupon.expires_at}}. O código é só seu:",
        button: "Voltar ao carrinho",
      },
    },
  },
  {
    code: "browse_reminder",
    name: { en: "Looked at lately", es: "Visto hace poco", pt: "Visto há pouco" },
    products: true,
    link: "shop",
    words: {
      en: {
        subject: "Still thinking about it?",
        text: "You looked at this lately. It is still there:",
        button: "To the shop",
      },
      es: {
        subject: "¿Aún lo estás pensando?",
        text: "Miraste esto hace poco. Sigue ahí:",
        button: "Ir a la tienda",
      },
      pt: {
        subject: "Ainda pensando?",
        text: "Você olhou isto há pouco. Continua lá:",
        button: "Ir à loja",
      },
    },
  },
  {
    code: "replenish_reminder",
    name: { en: "Needed again", es: "Hace falta otra vez", pt: "Precisa de novo" },
    products: true,
    link: "shop",
    words: {
      en: {
        subject: "Time for a new one?",
        text: "By our reckoning this will be needed again soon:",
        button: "To the shop",
        later: "Not needed yet? Remind me later",
      },
      es: {
        subject: "¿Toca uno nuevo?",
        text: "Según nuestras cuentas, esto hará falta pronto otra vez:",
        button: "Ir a la tienda",
        later: "¿Aún no? Recordármelo más tarde",
      },
      pt: {
        subject: "Hora de um novo?",
        text: "Pelas nossas contas, isto fará falta de novo em breve:",
        button: "Ir à loja",
        later: "Ainda não? Lembrar mais tarde",
      },
    },
  },
  {
    code: "upgrade_news",
    name: { en: "Something newer", es: "Algo más nuevo", pt: "Algo mais novo" },
    products: true,
    link: "shop",
    words: {
      en: {
        subject: "There is something newer",
        text: "You have had this for a while. Have a look at what has come since:",
        button: "See what is new",
      },
      es: {
        subject: "Hay algo más nuevo",
        text: "Tienes esto desde hace un tiempo. Mira lo que ha llegado desde entonces:",
        button: "Ver lo nuevo",
      },
      pt: {
        subject: "Há algo mais novo",
        text: "Você tem isto há um tempo. Veja o que chegou desde então:",
        button: "Ver o que é novo",
      },
    },
  },
  {
    code: "value_each_period",
    name: { en: "For who stays", es: "Para quien sigue", pt: "Para quem continua" },
    link: "shop",
    words: {
      en: {
        subject: "Make the most of {{subscription.plan}}",
        text: "Thank you for staying with “{{subscription.plan}}”. Here is how others get the most out of it, and what is new for you this time.",
        button: "To the shop",
      },
      es: {
        subject: "Aprovecha {{subscription.plan}}",
        text: "Gracias por seguir con «{{subscription.plan}}». Así le sacan otros más partido, y esto hay de nuevo para ti.",
        button: "Ir a la tienda",
      },
      pt: {
        subject: "Aproveite {{subscription.plan}}",
        text: "Obrigado por continuar com “{{subscription.plan}}”. Veja como outros aproveitam mais, e o que há de novo para você.",
        button: "Ir à loja",
      },
    },
  },
  {
    code: "value_first_period",
    name: { en: "For who has begun", es: "Para quien empieza", pt: "Para quem começa" },
    link: "shop",
    words: {
      en: {
        subject: "Getting started with {{subscription.plan}}",
        text: "You have “{{subscription.plan}}” for some days now. Here is how others get the most out of it from the beginning.",
        button: "To the shop",
      },
      es: {
        subject: "Primeros pasos con {{subscription.plan}}",
        text: "Ya llevas unos días con «{{subscription.plan}}». Así le sacan otros partido desde el principio.",
        button: "Ir a la tienda",
      },
      pt: {
        subject: "Primeiros passos com {{subscription.plan}}",
        text: "Você já tem “{{subscription.plan}}” há alguns dias. Veja como outros aproveitam desde o começo.",
        button: "Ir à loja",
      },
    },
  },
  {
    code: "service_apology",
    name: { en: "Apology", es: "Disculpa", pt: "Pedido de desculpas" },
    purpose: "service",
    link: "shop",
    words: {
      en: {
        subject: "We are looking after it",
        text: "Something did not go as it should have. We are sorry; somebody of our team looks after it. Reply to this mail if we should know more.",
        button: "To the shop",
      },
      es: {
        subject: "Nos estamos ocupando",
        text: "Algo no salió como debía. Lo sentimos; alguien de nuestro equipo se ocupa. Responde a este correo si debemos saber algo más.",
        button: "Ir a la tienda",
      },
      pt: {
        subject: "Estamos cuidando disso",
        text: "Algo não saiu como devia. Pedimos desculpas; alguém da nossa equipe está cuidando. Responda a este e-mail se devemos saber mais.",
        button: "Ir à loja",
      },
    },
  },
  {
    code: "service_unanswered",
    name: { en: "Apology for the wait", es: "Disculpa por la espera", pt: "Desculpas pela espera" },
    purpose: "service",
    link: "shop",
    words: {
      en: {
        subject: "You are not forgotten",
        text: "You have waited for our answer longer than you should. We are sorry. Your case is with us, and somebody of our team gets back to you.",
        button: "To the shop",
      },
      es: {
        subject: "No te hemos olvidado",
        text: "Llevas esperando nuestra respuesta más de lo debido. Lo sentimos. Tu caso está con nosotros y alguien de nuestro equipo te responderá.",
        button: "Ir a la tienda",
      },
      pt: {
        subject: "Não esquecemos você",
        text: "Você espera nossa resposta há mais tempo do que devia. Pedimos desculpas. Seu caso está conosco e alguém da nossa equipe vai responder.",
        button: "Ir à loja",
      },
    },
  },
  {
    code: "win_back",
    name: { en: "Win-back", es: "Recuperación", pt: "Reconquista" },
    link: "shop",
    words: {
      en: {
        subject: "It has been a while",
        text: "You have not been with us for some time. Much is new since then.",
        offer:
          "So that coming back is worth it: {{coupon.value}} for your next order, until {{coupon.expires_at}}. The code is for you alone:",
        button: "See what is new",
      },
      es: {
        subject: "Hace tiempo que no te vemos",
        text: "Llevas un tiempo sin pasar por aquí. Desde entonces hay muchas novedades.",
        offer:
          "Para que volver valga la pena: {{coupon.value}} para tu próximo pedido, hasta el {{coupon.expires_at}}. El código es solo para ti:",
        button: "Ver las novedades",
      },
      pt: {
        subject: "Faz tempo que não vemos você",
        text: "Você não passa por aqui há algum tempo. Muita coisa mudou desde então.",
        offer:
          "Para que voltar valha a pena: {{coupon.value}} no seu próximo pedido, até {{coupon.expires_at}}. O código é só seu:",
        button: "Ver as novidades",
      },
    },
  },
  {
    code: "seasons_greetings",
    name: { en: "Season's greetings", es: "Felices fiestas", pt: "Boas festas" },
    link: "shop",
    words: {
      en: {
        subject: "Season's greetings",
        text: "Thank you for having been with us this year. We wish you a good season, and have put together what makes people happy now.",
        button: "See what we found",
      },
      es: {
        subject: "Felices fiestas",
        text: "Gracias por acompañarnos este año. Te deseamos unas felices fiestas, y hemos reunido lo que ahora hace ilusión.",
        button: "Ver la selección",
      },
      pt: {
        subject: "Boas festas",
        text: "Obrigado por estar conosco neste ano. Desejamos boas festas, e reunimos o que agora faz a alegria de quem recebe.",
        button: "Ver a seleção",
      },
    },
  },
  {
    code: "welcome_to_a",
    name: {
      en: "Welcome to the best customers",
      es: "Bienvenida a los mejores clientes",
      pt: "Boas-vindas aos melhores clientes",
    },
    link: "shop",
    words: {
      en: {
        subject: "You are one of our best customers now",
        text: "With your orders you have become one of our best customers. We noticed, and we are glad. Thank you!",
        offer:
          "Here is {{coupon.value}} for your next order, until {{coupon.expires_at}}. The code is for you alone:",
        button: "To the shop",
      },
      es: {
        subject: "Ya formas parte de nuestros mejores clientes",
        text: "Con tus pedidos has llegado a nuestros mejores clientes. Nos hemos dado cuenta y nos alegra. ¡Gracias!",
        offer:
          "Aquí tienes {{coupon.value}} para tu próximo pedido, hasta el {{coupon.expires_at}}. El código es solo para ti:",
        button: "Ir a la tienda",
      },
      pt: {
        subject: "Você agora é um dos nossos melhores clientes",
        text: "Com os seus pedidos você chegou aos nossos melhores clientes. Nós percebemos, e ficamos felizes. Obrigado!",
        offer:
          "Aqui está {{coupon.value}} para o seu próximo pedido, até {{coupon.expires_at}}. O código é só seu:",
        button: "Ir à loja",
      },
    },
  },
  {
    code: "loyalty_thanks",
    name: {
      en: "Thank you for your loyalty",
      es: "Gracias por tu fidelidad",
      pt: "Obrigado pela fidelidade",
    },
    link: "shop",
    words: {
      en: {
        subject: "Thank you for coming back again and again",
        text: "You keep ordering from us, and we do not take it for granted. Thank you!",
        offer:
          "Here is {{coupon.value}} for your next order, until {{coupon.expires_at}}. The code is for you alone:",
        button: "To the shop",
      },
      es: {
        subject: "Gracias por volver una y otra vez",
        text: "Sigues comprando con nosotros, y no lo damos por hecho. ¡Gracias!",
        offer:
          "Aquí tienes {{coupon.value}} para tu próximo pedido, hasta el {{coupon.expires_at}}. El código es solo para ti:",
        button: "Ir a la tienda",
      },
      pt: {
        subject: "Obrigado por voltar sempre",
        text: "Você continua comprando conosco, e isso para nós não é óbvio. Obrigado!",
        offer:
          "Aqui está {{coupon.value}} para o seu próximo pedido, até {{coupon.expires_at}}. O código é só seu:",
        button: "Ir à loja",
      },
    },
  },
  {
    code: "welcome",
    name: { en: "Welcome", es: "Bienvenida", pt: "Boas-vindas" },
    link: "shop",
    words: {
      en: {
        subject: "Welcome to {{default shop.name 'our shop'}}",
        text: "Your account is ready. Good to have you here!",
        button: "Look around",
      },
      es: {
        subject: "Te damos la bienvenida a {{default shop.name 'nuestra tienda'}}",
        text: "Tu cuenta está lista. ¡Qué bien que estés aquí!",
        button: "Echar un vistazo",
      },
      pt: {
        subject: "Boas-vindas à {{default shop.name 'nossa loja'}}",
        text: "A sua conta está pronta. Que bom ter você aqui!",
        button: "Dar uma olhada",
      },
    },
  },
  {
    code: "first_order",
    name: {
      en: "After the first order",
      es: "Tras el primer pedido",
      pt: "Após o primeiro pedido",
    },
    link: "shop",
    words: {
      en: {
        subject: "Thank you for your first order",
        text: "Your first order with us: thank you for your trust. If anything is not as it should be, just answer this mail.",
        button: "To the shop",
      },
      es: {
        subject: "Gracias por tu primer pedido",
        text: "Tu primer pedido con nosotros: gracias por tu confianza. Si algo no está como debería, responde a este correo.",
        button: "Ir a la tienda",
      },
      pt: {
        subject: "Obrigado pelo seu primeiro pedido",
        text: "Seu primeiro pedido conosco: obrigado pela confiança. Se algo não estiver como deveria, responda a este e-mail.",
        button: "Ir à loja",
      },
    },
  },
  {
    code: "thank_you_coupon",
    name: {
      en: "Thank you, with a coupon",
      es: "Gracias, con un cupón",
      pt: "Obrigado, com um cupom",
    },
    link: "shop",
    words: {
      en: {
        subject: "Thank you for your order",
        text: "Thank you for ordering from us.",
        offer:
          "Here is {{coupon.value}} for your next order, until {{coupon.expires_at}}. The code is for you alone:",
        button: "To the shop",
      },
      es: {
        subject: "Gracias por tu pedido",
        text: "Gracias por comprar con nosotros.",
        offer:
          "Aquí tienes {{coupon.value}} para tu próximo pedido, hasta el {{coupon.expires_at}}. El código es solo para ti:",
        button: "Ir a la tienda",
      },
      pt: {
        subject: "Obrigado pelo seu pedido",
        text: "Obrigado por comprar conosco.",
        offer:
          "Aqui está {{coupon.value}} para o seu próximo pedido, até {{coupon.expires_at}}. O código é só seu:",
        button: "Ir à loja",
      },
    },
  },
  {
    code: "receipt",
    name: { en: "Receipt", es: "Recibo", pt: "Recibo" },
    purpose: "service",
    items: "order",
    link: "shop",
    words: {
      en: {
        subject: "Your order {{order.display_id}}",
        text: "We have your order {{order.display_id}} of {{order.total}}:",
        offer:
          "For your next order: {{coupon.value}}, until {{coupon.expires_at}}. The code is for you alone:",
        button: "To the shop",
      },
      es: {
        subject: "Tu pedido {{order.display_id}}",
        text: "Tenemos tu pedido {{order.display_id}} por {{order.total}}:",
        offer:
          "Para tu próximo pedido: {{coupon.value}}, hasta el {{coupon.expires_at}}. El código es solo para ti:",
        button: "Ir a la tienda",
      },
      pt: {
        subject: "Seu pedido {{order.display_id}}",
        text: "Recebemos o seu pedido {{order.display_id}} de {{order.total}}:",
        offer:
          "Para o seu próximo pedido: {{coupon.value}}, até {{coupon.expires_at}}. O código é só seu:",
        button: "Ir à loja",
      },
    },
  },
]

export const PRESET_MAILS: ReadonlyMap<string, PresetMail> = new Map([
  ...RENEWAL_MAILS.map(
    (mail) =>
      [
        mail.code,
        {
          code: mail.code,
          name: mail.name,
          purpose: "service" as const,
          subject: localized((language) => mail.words[language].subject),
          body: localized((language) => renewalMailBody(mail, language, HELLO[language])),
        },
      ] as const
  ),
  ...RECIPES.map(
    (recipe) =>
      [
        recipe.code,
        {
          code: recipe.code,
          name: recipe.name,
          purpose: recipe.purpose ?? "marketing",
          subject: localized((language) => recipe.words[language].subject),
          body: localized((language) => bodyOf(recipe, recipe.words[language], HELLO[language])),
        },
      ] as const
  ),
])
