import { defineAction } from "../../core/catalog/define"
import type { Localized } from "../../core/catalog/definitions"
import type { CouponTerms } from "../../core/coupon/coupon"
import { checkCouponTerms } from "../../core/coupon/terms"
import { formatMoney } from "../../core/money/money"
import { type Language, LOCALE_OF, localized } from "../../core/text/localized"

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
  check: (args) => {
    const checked = checkCouponTerms(args, "args")
    return checked.ok ? [] : checked.problems
  },
  sentence: (args) => {
    const checked = checkCouponTerms(args, "args")
    return checked.ok
      ? localized((language) =>
          [benefit(checked.value, language), ...limits(checked.value, language)].join(", ")
        )
      : UNFINISHED
  },
})

const UNFINISHED: Localized = {
  en: "issue a coupon",
  es: "emitir un cupón",
  pt: "emitir um cupom",
}

const OFF: Localized = {
  en: "issue a coupon for {v} off",
  es: "emitir un cupón de {v} de descuento",
  pt: "emitir um cupom de {v} de desconto",
}

const BENEFIT: Readonly<Record<CouponTerms["kind"], Localized>> = {
  percent: OFF,
  fixed: OFF,
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

function benefit({ kind, value, currency_code }: CouponTerms, language: Language): string {
  const sentence = BENEFIT[kind][language]
  if (value === null) {
    return sentence
  }
  const off =
    kind === "percent" ? percentOf(value, language) : amountOf(value, currency_code, language)
  return sentence.replace("{v}", off)
}

function limits(terms: CouponTerms, language: Language): readonly string[] {
  const say = (en: string, es: string, pt: string) => ({ en, es, pt })[language]
  const { minimum, currency_code, next_order_only, valid_days } = terms
  const days = new Intl.NumberFormat(LOCALE_OF[language]).format(valid_days)
  const one = valid_days === 1
  return [
    ...(minimum === null
      ? []
      : [
          say("from {v} on", "a partir de {v}", "a partir de {v}").replace(
            "{v}",
            amountOf(minimum, currency_code, language)
          ),
        ]),
    ...(next_order_only
      ? [say("for the next order only", "solo para el próximo pedido", "só para o próximo pedido")]
      : []),
    one
      ? say("valid for one day", "válido un día", "válido por um dia")
      : say(`valid for ${days} days`, `válido ${days} días`, `válido por ${days} dias`),
  ]
}

function amountOf(amount: string, currency: string | null, language: Language): string {
  return currency === null
    ? new Intl.NumberFormat(LOCALE_OF[language]).format(Number(amount))
    : formatMoney({ amount, currency_code: currency }, LOCALE_OF[language])
}

function percentOf(value: string, language: Language): string {
  const style = { style: "percent", maximumFractionDigits: 2 } as const
  return new Intl.NumberFormat(LOCALE_OF[language], style).format(Number(value) / 100)
}
