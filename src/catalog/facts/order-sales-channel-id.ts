import { defineFact } from "../../core/catalog/define"

export const orderSalesChannelId = defineFact({
  code: "order.sales_channel_id",
  type: "text",
  part: "order",
  personal: false,
  label: {
    en: "Sales channel of the order",
    es: "Canal de venta del pedido",
    pt: "Canal de venda do pedido",
  },
  phrase: {
    en: "the sales channel of the order",
    es: "el canal de venta del pedido",
    pt: "o canal de venda do pedido",
  },
  description: {
    en: "The id of the sales channel that took the order.",
    es: "El identificador del canal que recibió el pedido.",
    pt: "O identificador do canal que recebeu o pedido.",
  },
  read: ({ order }) => order?.sales_channel_id ?? undefined,
  sample: "sc_01SAMPLE",
})
