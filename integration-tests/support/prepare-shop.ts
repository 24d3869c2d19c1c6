import { writeFileSync } from "node:fs"
import type { ExecArgs } from "@medusajs/framework/types"
import { createBaseShop } from "./base-shop"

/** `medusa exec`: makes the base shop and writes its ids to the file named in KAIROS_BASE_SHOP. */
export default async function prepareShop({ container }: ExecArgs): Promise<void> {
  const file = process.env.KAIROS_BASE_SHOP
  if (file === undefined) {
    throw new Error(
      "KAIROS_BASE_SHOP is not set; expected the file to write the base shop's ids to"
    )
  }
  writeFileSync(file, JSON.stringify(await createBaseShop(container)))
}
