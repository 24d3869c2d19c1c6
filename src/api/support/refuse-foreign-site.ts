import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError, parseCorsOrigins } from "@medusajs/framework/utils"

const READS = ["GET", "HEAD", "OPTIONS"]

/**
 * A form on another site makes a browser send its session along where the shop's cookie lets it (`sameSite: "none"`). What
 * changes something with a session in a cookie therefore has to come from a site that the shop named in Medusa's own CORS
 * (C-29). Tokens and keys come from whoever has them, and programs send no `Origin`.
 */
export const refuseForeignSite =
  (cors: "storeCors" | "adminCors") =>
  (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
    const { origin, cookie, authorization, "sec-fetch-site": site } = req.headers
    const withSession = cookie?.includes("connect.sid=") === true && authorization === undefined
    if (
      READS.includes(req.method) ||
      !withSession ||
      origin === undefined ||
      site === "same-origin" ||
      isNamed(req, cors, origin)
    ) {
      next()
      return
    }
    next(
      new MedusaError(
        MedusaError.Types.FORBIDDEN,
        `a session may not be used from "${origin.slice(0, 100)}"; name the site in projectConfig.http.${cors}`
      )
    )
  }

function isNamed(req: MedusaRequest, cors: "storeCors" | "adminCors", origin: string): boolean {
  const { projectConfig } = req.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  return parseCorsOrigins(projectConfig.http[cors]).some((named) =>
    typeof named === "string" ? named === origin : named.test(origin)
  )
}
