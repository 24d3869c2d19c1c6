import { defineAction } from "../../core/catalog/define"
import type { Localized } from "../../core/catalog/definitions"
import { formatMoney, toAmount } from "../../core/money/money"
import { type Language, LOCALE_OF, localized } from "../../core/text/localized"

type Args = Readonly<Record<string, unknown>>

export const issueCoupon = defineAction({
  code: "issue_coupon",
  label: { en: "Issue a coupon", es: "Emitir un cupón", pt: "Emitir um cupom" },
  description: {
    en: "One coupon for this customer alone, born when the step's message goes out.",
    es: "Un cupón solo para este cliente, que nace cuando sale el mensaje del paso.",
    pt: "Um cupom só para este cliente, que nasce quando a mensagem da etapa sai.",
  },
  makes: "coupon",
  args: [
    {
      key: "kind",
      type: "select",
      label: { en: "Kind", es: "Tipo", pt: "Tipo" },
      required: true,
      default: "percent",
      options: [
        { value: "percent", label: { en: "Percent off", es: "Porcentaje", pt: "Porcentagem" } },
        { value: "fixed", label: { en: "Fixed amount", es: "Importe fijo", pt: "Valor fixo" } },
        {
          value: "free_shipping",
          label: { en: "Free shipping", es: "Envío gratis", pt: "Frete grátis" },
        },
        {
          value: "gift",
          label: {
            en: "A product as a gift",
            es: "Un producto de regalo",
            pt: "Um produto de brinde",
          },
        },
      ],
    },
    {
      key: "value",
      type: "number",
      label: { en: "Percent or amount", es: "Porcentaje o importe", pt: "Porcentagem ou valor" },
      required: false,
      default: null,
      min: 0,
    },
    {
      key: "currency_code",
      type: "text",
      label: { en: "Currency", es: "Moneda", pt: "Moeda" },
      required: false,
      default: null,
    },
    {
      key: "minimum",
      type: "number",
      label: {
        en: "Least item total",
        es: "Total mínimo de artículos",
        pt: "Total mínimo de itens",
      },
      required: false,
      default: null,
      min: 0,
    },
    {
      key: "gift_variant_id",
      type: "product",
      label: { en: "Gift", es: "Regalo", pt: "Brinde" },
      required: false,
      default: null,
    },
    {
      key: "valid_days",
      type: "number",
      label: { en: "Valid for days", es: "Días de validez", pt: "Dias de validade" },
      required: true,
      default: 30,
      min: 1,
      max: 3650,
      integer: true,
    },
    {
      key: "next_order_only",
      type: "boolean",
      label: {
        en: "For the next order only",
        es: "Solo para el próximo pedido",
        pt: "Só para o próximo pedido",
      },
      required: false,
      default: false,
    },
  ],
  sample: {
    kind: "percent",
    value: 10,
    currency_code: null,
    minimum: null,
    gift_variant_id: null,
    valid_days: 30,
    next_order_only: true,
  },
  sentence: (args) =>
    localized((language) => [benefit(args, language), ...limits(args, language)].join(", ")),
})

const BENEFIT: Readonly<Record<string, Localized>> = {
  percent: {
    en: "issue a coupon for {v} off",
    es: "emitir un cupón de {v} de descuento",
    pt: "emitir um cupom de {v} de desconto",
  },
  free_shipping: {
    en: "issue a coupon for free shipping",
    es: "emitir un cupón de envío gratis",
    pt: "emitir um cupom de frete grátis",
  },
  gift: {
    en: "issue a coupon for a gift",
    es: "emitir un cupón para un regalo",
    pt: "emitir um cupom para um brinde",
  },
}

function benefit(args: Args, language: Language): string {
  const fixed = args.kind === "fixed"
  const sentence = BENEFIT[fixed ? "percent" : String(args.kind)] as Localized | undefined
  const value = fixed ? amountOf(args.value, args, language) : percentOf(args.value, language)
  return (sentence ?? (BENEFIT.gift as Localized))[language].replace("{v}", value)
}

function limits(args: Args, language: Language): readonly string[] {
  const say = (en: string, es: string, pt: string) => ({ en, es, pt })[language]
  const days = String(args.valid_days)
  return [
    ...(isNumber(args.minimum)
      ? [
          say("from {v} on", "a partir de {v}", "a partir de {v}").replace(
            "{v}",
            amountOf(args.minimum, args, language)
          ),
        ]
      : []),
    ...(args.next_order_only === true
      ? [say("for the next order only", "solo para el próximo pedido", "só para o próximo pedido")]
      : []),
    say(`valid for ${days} days`, `válido ${days} días`, `válido por ${days} dias`),
  ]
}

function isNumber(value: unknown): value is number | string {
  return typeof value === "number" || (typeof value === "string" && value !== "")
}

function amountOf(value: unknown, args: Args, language: Language): string {
  if (!isNumber(value)) {
    return "?"
  }
  return typeof args.currency_code === "string"
    ? formatMoney(
        { amount: toAmount(value), currency_code: args.currency_code },
        LOCALE_OF[language]
      )
    : String(value)
}

function percentOf(value: unknown, language: Language): string {
  return isNumber(value)
    ? new Intl.NumberFormat(LOCALE_OF[language], {
        style: "percent",
        maximumFractionDigits: 2,
      }).format(Number(value) / 100)
    : "?"
}
