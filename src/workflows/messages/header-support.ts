import { Modules } from "@medusajs/framework/utils"
import type { Runtime } from "../support/runtime"

/**
 * How the provider of e-mail writes the headers of a message, without which a mail program shows no way to unsubscribe:
 * from `provider_data.headers`, from Medusa's own SendGrid provider's `provider_data.personalizations`, or not.
 */
export type HeaderSupport = "headers" | "personalizations" | "none"

export type EmailProvider = {
  /** As the provider calls itself; null where none is there or it says nothing. */
  readonly identifier: string | null
  readonly headers: HeaderSupport
}

const MEDUSAS_SENDGRID = "notification-sendgrid"

type Declared = { readonly identifier?: unknown; readonly sendsHeaders?: unknown }
/** Medusa has no public way to ask for a provider; where these are gone, only the option tells. */
type Internals = {
  readonly notificationProviderService_?: {
    readonly getProviderForChannels?: (
      channel: string
    ) => Promise<{ readonly id: string } | undefined>
    readonly retrieveProviderRegistration?: (id: string) => unknown
  }
}

/**
 * What serves the channel `email`, and whether it sends headers: it declares so with `static sendsHeaders = true` on its class,
 * or the shop for it with the option `emailHeaders`. Medusa answers from memory.
 */
export async function emailProvider(runtime: Runtime): Promise<EmailProvider> {
  const declared = await providerClass(runtime)
  const identifier = typeof declared?.identifier === "string" ? declared.identifier : null
  return { identifier, headers: supportOf(runtime, identifier, declared) }
}

function supportOf(
  runtime: Runtime,
  identifier: string | null,
  declared: Declared | null
): HeaderSupport {
  const { emailHeaders } = runtime.options
  if (identifier === MEDUSAS_SENDGRID && emailHeaders !== false) {
    return "personalizations"
  }
  return (emailHeaders ?? declared?.sendsHeaders === true) ? "headers" : "none"
}

async function providerClass(runtime: Runtime): Promise<Declared | null> {
  const { notificationProviderService_: providers } = runtime.container.resolve(
    Modules.NOTIFICATION
  ) as unknown as Internals
  try {
    const provider = await providers?.getProviderForChannels?.("email")
    const instance =
      provider === undefined ? null : providers?.retrieveProviderRegistration?.(provider.id)
    return (instance as { constructor: Declared } | null | undefined)?.constructor ?? null
  } catch {
    return null
  }
}
