import type { z } from "@medusajs/framework/zod"
import { sendgridProviderSchema } from "../../options/sendgrid"

export type SendgridSettings = {
  readonly apiKey: string
  readonly baseUrl: string
  readonly timeoutMs: number
  readonly from: string | null
  readonly clickTracking: boolean | undefined
  readonly openTracking: boolean | undefined
}

type Configured = { readonly options?: unknown }

/** The parts of Medusa's configuration in which the plugin's option `sendgrid` may stand. */
export type ConfigWithPlugin = {
  readonly plugins?: readonly unknown[]
  readonly modules?: Readonly<Record<string, unknown>>
}

const DEFAULT_BASE_URL = "https://api.sendgrid.com"
const DEFAULT_TIMEOUT_MS = 10_000

/**
 * The provider's own options over the plugin's `sendgrid`.
 * @param config Medusa's, or undefined where none is loaded
 * @throws Error that names the wrong or missing option and the fix; it stops the boot. It never shows the key.
 */
export function sendgridSettings(
  options: unknown,
  config: ConfigWithPlugin | undefined
): SendgridSettings {
  const parsed = sendgridProviderSchema.safeParse(options ?? {})
  if (!parsed.success) {
    throw new Error(`kairos: SendGrid provider: ${parsed.error.issues.map(sentenceOf).join("; ")}`)
  }
  const shared = pluginOption(config)
  const apiKey = parsed.data.apiKey ?? shared.apiKey
  if (apiKey === undefined) {
    throw new Error(
      'kairos: SendGrid provider: option "apiKey" is missing; set it here or as "sendgrid.apiKey" of the plugin, for example process.env.SENDGRID_API_KEY'
    )
  }
  return {
    apiKey,
    baseUrl: parsed.data.baseUrl ?? shared.baseUrl ?? DEFAULT_BASE_URL,
    timeoutMs: parsed.data.timeoutMs ?? shared.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    from: parsed.data.from ?? null,
    clickTracking: parsed.data.clickTracking ?? shared.clickTracking,
    openTracking: parsed.data.openTracking ?? shared.openTracking,
  }
}

type Shared = Partial<Omit<SendgridSettings, "from">>

/** The plugin checks its options itself; here they are only looked up. */
function pluginOption(config: ConfigWithPlugin | undefined): Shared {
  const entries = [...(config?.plugins ?? []), ...Object.values(config?.modules ?? {})]
  for (const entry of entries) {
    const options = (entry as Configured | null | undefined)?.options
    const found = (options as { sendgrid?: unknown } | null | undefined)?.sendgrid
    if (typeof found === "object" && found !== null) {
      return found
    }
  }
  return {}
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  return issue.code === "unrecognized_keys"
    ? `option "${issue.keys.join('", "')}" is unknown; expected ${Object.keys(sendgridProviderSchema.shape).join(", ")}`
    : `option "${issue.path.join(".")}" is wrong: ${issue.message}`
}
