import { defineFact } from "../../core/catalog/define"

export const orderItemCount = defineFact({
  code: "order.item_count",
  type: "number",
  part: "order",
  personal: false,
  label: {
    en: "Items in the order",
    es: "Artículos del pedido",
    pt: "Itens do pedido",
  },
  phrase: {
    en: "the number of items in the order",
    es: "el número de artículos del pedido",
    pt: "o número de itens do pedido",
  },
  description: {
    en: "How many pieces were bought, all lines together.",
    es: "Cuántas unidades se compraron, sumando todas las líneas.",
    pt: "Quantas unidades foram compradas, somando todas as linhas.",
  },
  read: ({ order }) => order?.items.reduce((sum, { quantity }) => sum + quantity, 0),
  sample: 2,
})
