import { cookies, headers } from "next/headers"
import type { PageVisitor } from "medusa-plugin-kairos/storefront"
import { PERMISSION_COOKIE, readPermission } from "./permission"

/** Who asks for this page, from the request alone: reading cookies keeps Next.js from caching the page for others. */
export async function currentShopper(): Promise<PageVisitor> {
  const [jar, head] = await Promise.all([cookies(), headers()])
  return {
    baseUrl: process.env.NEXT_PUBLIC_MEDUSA_URL ?? "http://localhost:9000",
    publishableKey: process.env.NEXT_PUBLIC_MEDUSA_KEY ?? "",
    token: jar.get("_medusa_jwt")?.value ?? null,
    visitorId: jar.get("kairos_visitor")?.value ?? null,
    permission: readPermission(jar.get(PERMISSION_COOKIE)?.value),
    gpc: head.get("sec-gpc"),
  }
}
