import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listCarts } from "../../../../read-models/carts"
import type { CartResponse, Page } from "../../../../types"
import { presentCarts } from "../../../../workflows/present/present-carts"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { validated } from "../../../support/validate"
import { cartListQuery } from "./validators"

/** Carts by their state, the latest activity first. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<Page<"carts", CartResponse>>
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const query = validated(cartListQuery, req.query)
  const { rows, count } = await listCarts(runtime.knex, query)
  const { offset, limit } = query
  res.json({ carts: await presentCarts(runtime, rows), count, offset, limit })
}
