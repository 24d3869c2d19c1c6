import type { MedusaResponse } from "@medusajs/framework/http"

/** Lets `change` have the last word on the JSON that answers a request; when it fails, the answer stays as it was. */
export function beforeAnswer(
  res: MedusaResponse,
  change: (body: unknown) => Promise<unknown>
): void {
  const json = res.json.bind(res) as (body: unknown) => MedusaResponse
  res.json = ((body: unknown) => {
    change(body).then(json, () => json(body))
    return res
  }) as typeof res.json
}
