import type { Localized } from "../catalog/definitions"
import type { IncidentKind } from "../incident/incident"
import type { Language } from "../text/localized"
import type { TierComponent } from "./tier"

type PartWords = { readonly title: string; readonly measure: string }

/** What each part of the score is called, and what it is measured by. */
export const PART_WORDS: Readonly<
  Record<TierComponent["name"], Readonly<Record<Language, PartWords>>>
> = {
  recency: {
    en: { title: "Recency", measure: "days since the last order" },
    es: { title: "Recencia", measure: "días desde el último pedido" },
    pt: { title: "Recência", measure: "dias desde o último pedido" },
  },
  frequency: {
    en: { title: "Frequency", measure: "orders" },
    es: { title: "Frecuencia", measure: "pedidos" },
    pt: { title: "Frequência", measure: "pedidos" },
  },
  monetary: {
    en: { title: "Money", measure: "what was spent, less what was given back" },
    es: { title: "Gasto", measure: "lo gastado, menos lo devuelto" },
    pt: { title: "Gasto", measure: "o que foi gasto, menos o que foi devolvido" },
  },
  returns: {
    en: { title: "Returns", measure: "share of what was paid that was given back" },
    es: { title: "Devoluciones", measure: "parte de lo pagado que se devolvió" },
    pt: { title: "Devoluções", measure: "parte do que foi pago que foi devolvida" },
  },
  discounts: {
    en: { title: "Discounts", measure: "share bought below its usual price" },
    es: { title: "Descuentos", measure: "parte comprada por debajo de su precio habitual" },
    pt: { title: "Descontos", measure: "parte comprada abaixo do preço habitual" },
  },
  potential: {
    en: { title: "Potential", measure: "what is expected to be spent within a year" },
    es: { title: "Potencial", measure: "lo que se espera que gaste en un año" },
    pt: { title: "Potencial", measure: "o que se espera que gaste em um ano" },
  },
  margin: {
    en: { title: "Margin", measure: "what is left of what was spent after costs" },
    es: { title: "Margen", measure: "lo que queda de lo gastado tras los costes" },
    pt: { title: "Margem", measure: "o que resta do que foi gasto após os custos" },
  },
  service: {
    en: { title: "Cost of service", measure: "what went wrong within a year has cost" },
    es: { title: "Coste de atención", measure: "lo que ha costado en un año lo que salió mal" },
    pt: { title: "Custo de atendimento", measure: "o que custou em um ano o que deu errado" },
  },
  referrals: {
    en: { title: "Referrals", measure: "what the customers whom they brought have spent" },
    es: { title: "Recomendaciones", measure: "lo que han gastado los clientes que trajo" },
    pt: { title: "Indicações", measure: "o que gastaram os clientes que trouxe" },
  },
  wallet: {
    en: { title: "Share of wallet", measure: "how much of what they need they say they buy here" },
    es: { title: "Cuota de cartera", measure: "qué parte de lo que necesita dice comprar aquí" },
    pt: { title: "Participação na carteira", measure: "que parte do que precisa diz comprar aqui" },
  },
}

export const TROUBLES: Readonly<Record<IncidentKind, Localized>> = {
  return: { en: "a return", es: "una devolución", pt: "uma devolução" },
  claim: { en: "a claim", es: "una reclamación", pt: "uma reclamação" },
  exchange: { en: "an exchange", es: "un cambio", pt: "uma troca" },
  refund: { en: "a refund", es: "un reembolso", pt: "um reembolso" },
  failed_delivery: { en: "a failed delivery", es: "una entrega fallida", pt: "uma entrega falha" },
  complaint: { en: "a complaint", es: "una queja", pt: "uma queixa" },
}

export const POLICY_WORDS = {
  en: {
    part: (title: string, weight: string, measure: string, points: readonly string[]) =>
      `${title} (${weight} of the score): ${measure}. ${points.join(", ")}, else 1.`,
    from: (points: string, value: string) => `${points} points from ${value}`,
    upTo: (points: string, value: string) => `${points} points up to ${value}`,
    nothing: "nothing",
    counted: {
      tax: { included: "tax included", excluded: "without tax" },
      shipping: { included: "shipping included", excluded: "without shipping" },
    },
    others: { tax: "tax", shipping: "carriage", fees: "fees" },
    says: {
      head: "Policy {0}. Every customer who has bought has a score from 1 to 5, the weighted mean of these parts. It gives tier A, B or C.",
      worth: "An order is worth what was paid less what was given back, {0}, {1}.",
      observed: "Looked at, but not weighed: {0}.",
      unknown: "What is not known is left out with its weight, instead of counting as little.",
      thresholds: "Tier A begins at a score of {0}, tier B at {1}; everybody else is C.",
      shares:
        "The best {0} of the customers are A, the best {1} are A or B. Each night learns the scores at which the tiers begin; now {2} and {3}.",
      stability:
        "Who rises, rises at once. Who falls more than {0} below a threshold falls after {1}. After a change a tier stays for {2}. What is given back lowers the tier at the next scoring.",
      goods: 'Goods cost what the metadata "{0}" of their variant or product says.',
      share: "Where it says nothing, they cost {0} of what was paid for them.",
      noShare: "Where it says nothing, the margin is not known.",
      other: "{0} of what counts is not the shop's: {1}.",
      troubles: "What goes wrong costs: {0}.",
      rates: "Money in other currencies counts by dated rates ({0}); without one it is not known.",
      objection:
        "Whoever objects to profiling, or is too young for it, has neither score nor tier.",
    },
  },
  es: {
    part: (title: string, weight: string, measure: string, points: readonly string[]) =>
      `${title} (${weight} de la puntuación): ${measure}. ${points.join(", ")}; si no, 1.`,
    from: (points: string, value: string) => `${points} puntos desde ${value}`,
    upTo: (points: string, value: string) => `${points} puntos hasta ${value}`,
    nothing: "nada",
    counted: {
      tax: { included: "impuestos incluidos", excluded: "sin impuestos" },
      shipping: { included: "envío incluido", excluded: "sin envío" },
    },
    others: { tax: "impuestos", shipping: "portes", fees: "comisiones" },
    says: {
      head: "Política {0}. Cada cliente que ha comprado tiene una puntuación de 1 a 5, la media ponderada de estas partes. De ella sale el nivel A, B o C.",
      worth: "Un pedido vale lo pagado menos lo devuelto, {0}, {1}.",
      observed: "Se observa, pero no pesa: {0}.",
      unknown: "Lo que no se sabe se deja fuera con su peso, en lugar de contar como poco.",
      thresholds:
        "El nivel A empieza en una puntuación de {0} y el nivel B en {1}; los demás son C.",
      shares:
        "El mejor {0} de los clientes es A y el mejor {1} es A o B. Cada noche se aprende con qué puntuación empiezan los niveles; ahora {2} y {3}.",
      stability:
        "Quien sube, sube enseguida. Quien cae más de {0} por debajo de un umbral, baja tras {1}. Después de un cambio, un nivel se mantiene {2}. Lo devuelto baja el nivel en la siguiente puntuación.",
      goods: "La mercancía cuesta lo que dice el metadato «{0}» de su variante o producto.",
      share: "Donde no dice nada, cuesta el {0} de lo que se pagó por ella.",
      noShare: "Donde no dice nada, no se conoce el margen.",
      other: "El {0} de lo que cuenta no es de la tienda: {1}.",
      troubles: "Lo que sale mal cuesta: {0}.",
      rates:
        "El dinero en otras monedas cuenta según tipos de cambio con fecha ({0}); sin uno no se conoce.",
      objection:
        "Quien se opone al perfilado, o es demasiado joven para él, no tiene puntuación ni nivel.",
    },
  },
  pt: {
    part: (title: string, weight: string, measure: string, points: readonly string[]) =>
      `${title} (${weight} da pontuação): ${measure}. ${points.join(", ")}; senão, 1.`,
    from: (points: string, value: string) => `${points} pontos a partir de ${value}`,
    upTo: (points: string, value: string) => `${points} pontos até ${value}`,
    nothing: "nada",
    counted: {
      tax: { included: "impostos incluídos", excluded: "sem impostos" },
      shipping: { included: "frete incluído", excluded: "sem frete" },
    },
    others: { tax: "impostos", shipping: "frete", fees: "taxas" },
    says: {
      head: "Política {0}. Cada cliente que comprou tem uma pontuação de 1 a 5, a média ponderada destas partes. Dela sai o nível A, B ou C.",
      worth: "Um pedido vale o que foi pago menos o que foi devolvido, {0}, {1}.",
      observed: "É observado, mas não pesa: {0}.",
      unknown: "O que não se sabe fica de fora com seu peso, em vez de contar como pouco.",
      thresholds:
        "O nível A começa em uma pontuação de {0} e o nível B em {1}; todos os outros são C.",
      shares:
        "Os melhores {0} dos clientes são A e os melhores {1} são A ou B. Cada noite aprende com que pontuação os níveis começam; agora {2} e {3}.",
      stability:
        "Quem sobe, sobe na hora. Quem cai mais de {0} abaixo de um limite desce depois de {1}. Depois de uma mudança, um nível é mantido por {2}. O que é devolvido baixa o nível na próxima pontuação.",
      goods: "A mercadoria custa o que diz o metadado “{0}” da sua variante ou produto.",
      share: "Onde não diz nada, custa {0} do que foi pago por ela.",
      noShare: "Onde não diz nada, a margem não é conhecida.",
      other: "{0} do que conta não é da loja: {1}.",
      troubles: "O que dá errado custa: {0}.",
      rates:
        "O dinheiro em outras moedas conta por taxas de câmbio com data ({0}); sem uma não é conhecido.",
      objection:
        "Quem se opõe ao perfilamento, ou é jovem demais para ele, não tem pontuação nem nível.",
    },
  },
} as const
