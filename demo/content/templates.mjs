/**
 * The starter templates. Those of one name and purpose are translations of each other: a person gets theirs. An offer
 * stands in its own block: Kairos drops it for whoever gave no consent to marketing.
 */
export const THANKS_NAME = "Thank you, with a coupon"
export const WELCOME_NAME = "Welcome"

const THANKS = {
  en: {
    subject:
      "Thank you, {{default customer.first_name 'dear customer'}}: a coupon for your next order",
    heading: "Thank you, {{default customer.first_name 'dear customer'}}!",
    body: "You have ordered from us again, and we are glad about it.",
    offer:
      "Here is {{coupon.value}} for your next order. The code is for you alone and works until {{coupon.expires_at}}:",
    button: "To the shop",
  },
  es: {
    subject:
      "Gracias, {{default customer.first_name 'estimado cliente'}}: un cupón para tu próximo pedido",
    heading: "¡Gracias, {{default customer.first_name 'estimado cliente'}}!",
    body: "Has vuelto a comprar con nosotros y nos alegra mucho.",
    offer:
      "Aquí tienes {{coupon.value}} para tu próximo pedido. El código es solo para ti y vale hasta el {{coupon.expires_at}}:",
    button: "Ir a la tienda",
  },
  pt: {
    subject:
      "Obrigado, {{default customer.first_name 'prezado cliente'}}: um cupom para o seu próximo pedido",
    heading: "Obrigado, {{default customer.first_name 'prezado cliente'}}!",
    body: "Você comprou conosco de novo, e ficamos felizes com isso.",
    offer:
      "Aqui está {{coupon.value}} para o seu próximo pedido. O código é só seu e vale até {{coupon.expires_at}}:",
    button: "Ir à loja",
  },
}

const WELCOME = {
  en: {
    subject: "Welcome to {{default shop.name 'our shop'}}: a coupon for your first order",
    heading: "Welcome, {{default customer.first_name 'dear customer'}}!",
    body: "Your account is ready. In your preferences you decide what we may write to you about.",
    offer:
      "Here is {{coupon.value}} for your first order. The code is for you alone and works until {{coupon.expires_at}}:",
    button: "Look around",
  },
  es: {
    subject:
      "Te damos la bienvenida a {{default shop.name 'nuestra tienda'}}: un cupón para tu primer pedido",
    heading: "¡Hola, {{default customer.first_name 'estimado cliente'}}!",
    body: "Tu cuenta está lista. En tus preferencias decides sobre qué podemos escribirte.",
    offer:
      "Aquí tienes {{coupon.value}} para tu primer pedido. El código es solo para ti y vale hasta el {{coupon.expires_at}}:",
    button: "Echar un vistazo",
  },
  pt: {
    subject:
      "Boas-vindas à {{default shop.name 'nossa loja'}}: um cupom para o seu primeiro pedido",
    heading: "Olá, {{default customer.first_name 'prezado cliente'}}!",
    body: "A sua conta está pronta. Nas suas preferências você decide sobre o que podemos escrever.",
    offer:
      "Aqui está {{coupon.value}} para o seu primeiro pedido. O código é só seu e vale até {{coupon.expires_at}}:",
    button: "Conhecer a loja",
  },
}

/** As `POST /admin/kairos/templates` takes them. */
export const TEMPLATES = [
  [THANKS_NAME, THANKS],
  [WELCOME_NAME, WELCOME],
].flatMap(([name, texts]) =>
  Object.entries(texts).map(([locale, text]) => ({
    name,
    locale,
    purpose: "marketing",
    subject: text.subject,
    body: mjml(text),
  }))
)

function mjml({ heading, body, offer, button }) {
  const coupon = `
        <mj-text font-size="16px" line-height="24px">{{#offer}}${offer}{{/offer}}</mj-text>
        <mj-text align="center" font-size="22px" font-weight="700">{{#offer}}{{coupon.code}}{{/offer}}</mj-text>`
  return `<mjml>
  <mj-body background-color="#f4f4f5">
    <mj-section background-color="#ffffff" padding="24px">
      <mj-column>
        <mj-text font-size="22px" font-weight="700">${heading}</mj-text>
        <mj-text font-size="16px" line-height="24px">${body}</mj-text>${coupon}
        <mj-button background-color="#1d4ed8" color="#ffffff" href="{{links.shop}}">${button}</mj-button>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>`
}
