import { defineFact } from "../../core/catalog/define"
import { wholeMinutes } from "./support/values"

export const cartMinutesSinceActivity = defineFact({
  code: "cart.minutes_since_activity",
  type: "number",
  part: "cart",
  personal: false,
  label: {
    en: "Minutes since the cart was touched",
    es: "Minutos desde que se tocó el carrito",
    pt: "Minutos desde que se mexeu no carrinho",
  },
  phrase: {
    en: "the number of minutes since the cart was touched",
    es: "el número de minutos desde que se tocó el carrito",
    pt: "o número de minutos desde que se mexeu no carrinho",
  },
  description: {
    en: "Whole minutes since a shopper last changed the cart; what the shop changes does not count.",
    es: "Minutos enteros desde que un comprador cambió el carrito; lo que cambia la tienda no cuenta.",
    pt: "Minutos inteiros desde que um comprador mudou o carrinho; o que a loja muda não conta.",
  },
  read: ({ cart, now }) => wholeMinutes(cart?.last_activity_at, now),
  sample: 60,
})
