import type { ResolvedOptions } from "../../options/options"

/** The hosts that content and mails may link to: the shop's own, and those that the options name. */
export function allowedHosts(options: ResolvedOptions): readonly string[] {
  return [
    new URL(options.storefrontUrl).host,
    new URL(options.publicUrl).host,
    ...options.allowedHosts,
  ]
}
