import type { TemplateResponse } from "../../../types"

export type TemplateDraft = Pick<
  TemplateResponse,
  "name" | "locale" | "purpose" | "subject" | "body" | "text"
>

type Words = {
  there: string
  subject: string
  hello: string
  text: string
  code: string
  shop: string
}

export const LANGUAGES = ["en", "es", "pt"] as const

const WORDS: Record<(typeof LANGUAGES)[number], Words> = {
  en: {
    there: "there",
    subject: "Thank you",
    hello: "Hello",
    text: "Thank you for your order.",
    code: "Your code:",
    shop: "To the shop",
  },
  es: {
    there: "cliente",
    subject: "Gracias",
    hello: "Hola",
    text: "Gracias por tu pedido.",
    code: "Tu código:",
    shop: "Ir a la tienda",
  },
  pt: {
    there: "cliente",
    subject: "Obrigado",
    hello: "Olá",
    text: "Obrigado pelo seu pedido.",
    code: "Seu código:",
    shop: "Ir para a loja",
  },
}

/** A small complete mail in the admin's language: easier to change than an empty field is to fill. */
export function starterTemplate(locale: string): TemplateDraft {
  const language = LANGUAGES.find((code) => locale.startsWith(code)) ?? "en"
  const words = WORDS[language]
  return {
    name: "",
    locale: language,
    purpose: "marketing",
    subject: `${words.subject}, {{default customer.first_name '${words.there}'}}`,
    body: bodyOf(words),
    text: null,
  }
}

const bodyOf = (words: Words) => `<mjml>
  <mj-head>
    <mj-attributes>
      <mj-text font-size="16px" line-height="24px" />
      <mj-button font-size="16px" line-height="24px" />
    </mj-attributes>
  </mj-head>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text font-size="20px">${words.hello} {{default customer.first_name '${words.there}'}}</mj-text>
        <mj-text>${words.text}</mj-text>
        <mj-raw>{{#if coupon}}</mj-raw>
        <mj-text>${words.code} <strong>{{coupon.code}}</strong></mj-text>
        <mj-raw>{{/if}}</mj-raw>
        <mj-button href="{{links.shop}}">${words.shop}</mj-button>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`
