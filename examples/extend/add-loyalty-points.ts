import type { ICustomerModuleService } from "@medusajs/framework/types"
import { defineAction } from "medusa-plugin-kairos/extend"

/** Adds points to the customer's metadata, once, however often it is tried. */
export const addLoyaltyPoints = defineAction({
  code: "add_loyalty_points",
  label: { en: "Add loyalty points", es: "Sumar puntos", pt: "Somar pontos" },
  description: {
    en: "Adds points to the customer's account.",
    es: "Suma puntos a la cuenta del cliente.",
    pt: "Soma pontos à conta do cliente.",
  },
  makes: "delivery",
  args: [
    {
      key: "points",
      type: "number",
      label: { en: "Points", es: "Puntos", pt: "Pontos" },
      required: true,
      default: 10,
      min: 1,
      max: 1000,
      integer: true,
    },
  ],
  // Nobody is written to, so it asks for the consent of what is shown in the account.
  channelOf: () => "account",
  execute: async ({ args, subject, idempotency_key, resolve }) => {
    const customers = resolve("customer") as ICustomerModuleService
    const { metadata, id } = await customers.retrieveCustomer(subject.customer!.id)
    const awards = (metadata?.loyalty_awards ?? {}) as Record<string, number>
    if (idempotency_key in awards) {
      return
    }
    const points = Number(args.points)
    await customers.updateCustomers(id, {
      metadata: {
        ...metadata,
        loyalty_points: Number(metadata?.loyalty_points ?? 0) + points,
        loyalty_awards: { ...awards, [idempotency_key]: points },
      },
    })
  },
  sample: { points: 10 },
  sentence: ({ points }) => ({
    en: `add ${Number(points)} loyalty points`,
    es: `sumar ${Number(points)} puntos de fidelidad`,
    pt: `somar ${Number(points)} pontos de fidelidade`,
  }),
})
