import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { type Runtime, runtimeOf } from "../../workflows/support/runtime"

/** Does its part of a request and says whether Medusa goes on with it; false means that it has been answered. */
export type RequestStep<Request> = (
  runtime: Runtime,
  req: Request,
  res: MedusaResponse
) => Promise<boolean>

/** A middleware from a step; what the step throws becomes Medusa's error answer. */
export function stepMiddleware<Request>(step: RequestStep<Request>) {
  return (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
    step(runtimeOf(req.scope), req as Request, res).then(
      (goesOn) => (goesOn ? next() : undefined),
      (error: unknown) => next(error)
    )
  }
}
