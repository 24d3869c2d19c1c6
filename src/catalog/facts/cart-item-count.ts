import { defineFact } from "../../core/catalog/define"

export const cartItemCount = defineFact({
  code: "cart.item_count",
  type: "number",
  part: "cart",
  personal: false,
  label: {
    en: "Items in the cart",
    es: "Artículos del carrito",
    pt: "Itens do carrinho",
  },
  phrase: {
    en: "the number of items in the cart",
    es: "el número de artículos del carrito",
    pt: "o número de itens do carrinho",
  },
  description: {
    en: "How many pieces are in the cart, all lines together.",
    es: "Cuántas unidades hay en el carrito, sumando todas las líneas.",
    pt: "Quantas unidades há no carrinho, somando todas as linhas.",
  },
  read: ({ cart }) => cart?.items.reduce((sum, { quantity }) => sum + quantity, 0),
  sample: 2,
})
