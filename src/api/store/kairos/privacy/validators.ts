import { z } from "@medusajs/framework/zod"

export const objectBody = z.strictObject({
  objected: z.boolean("expected true or false").default(true),
})

/** Nothing: who it is about is whoever is logged in. */
export const eraseOwnBody = z.strictObject({})
