import { z } from "@medusajs/framework/zod"

/**
 * What the visitor allowed on this device: `storage,profiling`, or the same as a list. Nothing is allowed that is not
 * named.
 */
export const permissionField = z
  .union([z.string().max(200), z.array(z.string().max(60)).max(20)], {
    error: "expected what the visitor allowed, such as storage,profiling",
  })
  .optional()
  .transform((given) => {
    const flags = (typeof given === "string" ? given.split(",") : (given ?? [])).map((flag) =>
      flag.trim()
    )
    return { storage: flags.includes("storage"), profiling: flags.includes("profiling") }
  })
