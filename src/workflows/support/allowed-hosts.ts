import type { ResolvedOptions } from "../../options/options"

/**
 * The hosts that content and mails may link to or show pictures from: the storefront's and those below it, this
 * Medusa's, and what the shop allows besides.
 */
export function allowedHosts(
  options: Pick<ResolvedOptions, "storefrontUrl" | "publicUrl" | "allowedHosts">
): readonly string[] {
  const storefront = new URL(options.storefrontUrl)
  const site = storefront.hostname.replace(/^www\./, "")
  const below = /^(localhost|[\d.]+|\[.*\])$/.test(site) ? [] : [site, `.${site}`]
  return [
    ...new Set([
      storefront.host,
      ...below,
      new URL(options.publicUrl).host,
      ...options.allowedHosts.map((host) => host.toLowerCase()),
    ]),
  ]
}
