import { defineFact } from "medusa-plugin-kairos/extend"

/** What the help desk's event says of the customer's points; unknown with every other event. */
export const customerLoyaltyPoints = defineFact({
  code: "customer.loyalty_points",
  type: "number",
  part: "event",
  personal: true,
  label: { en: "Loyalty points", es: "Puntos de fidelidad", pt: "Pontos de fidelidade" },
  phrase: {
    en: "the loyalty points",
    es: "los puntos de fidelidad",
    pt: "os pontos de fidelidade",
  },
  description: {
    en: "How many points the customer had when it happened.",
    es: "Cuántos puntos tenía el cliente cuando ocurrió.",
    pt: "Quantos pontos o cliente tinha quando aconteceu.",
  },
  read: ({ event }) => {
    const points = event.snapshot.properties?.loyalty_points
    return typeof points === "number" ? points : undefined
  },
  sample: 120,
})
