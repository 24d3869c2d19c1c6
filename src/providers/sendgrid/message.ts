import type { ProviderSendNotificationDTO } from "@medusajs/framework/types"
import type { MailDataRequired } from "@sendgrid/mail"
import type { SendgridSettings } from "./settings"

/** What a report of SendGrid brings back, so that it finds its delivery. Ids of ours, nothing personal. */
export const DELIVERY_ARG = "kairos_delivery_id"
export const ATTEMPT_ARG = "kairos_attempt"

type Headers = Readonly<Record<string, string>>

type Notification = ProviderSendNotificationDTO & {
  readonly resource_id?: string | null
  readonly resource_type?: string | null
  readonly idempotency_key?: string | null
}

/** A notification of Medusa as SendGrid takes it: Kairos' own, and the mails that the shop's code sends. */
export function messageOf(
  notification: Notification,
  settings: Pick<SendgridSettings, "from" | "clickTracking" | "openTracking">
): MailDataRequired & { readonly from: { readonly email: string } } {
  const { "Reply-To": replyTo, ...headers } = (notification.provider_data?.headers ?? {}) as Headers
  return {
    to: notification.to,
    from: senderOf(notification.from?.trim() || settings.from || ""),
    // SendGrid refuses it among the headers.
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...contentOf(notification),
    ...(notification.attachments?.length ? { attachments: attachmentsOf(notification) } : {}),
    customArgs: argsOf(notification),
    trackingSettings: {
      // Kairos writes both headers and the way out under every mail; a second one would contradict it.
      subscriptionTracking: { enable: false },
      ...(settings.clickTracking === undefined
        ? {}
        : { clickTracking: { enable: settings.clickTracking } }),
      ...(settings.openTracking === undefined
        ? {}
        : { openTracking: { enable: settings.openTracking } }),
    },
    hideWarnings: true,
  } as ReturnType<typeof messageOf>
}

/** `"Tea & Co." <shop@tea.example>` in parts: SendGrid would show the quotes in the name. */
function senderOf(header: string): { readonly email: string; readonly name?: string } {
  const parts = /^"?([^"<>]*?)"?\s*<([^<>]+)>$/.exec(header)
  const [, name = "", email = header] = parts ?? []
  return name === "" ? { email } : { email, name }
}

/** Ready content, or a dynamic template of SendGrid's with its data, as Medusa's own provider does. */
function contentOf({ content, template, data }: Notification): Partial<MailDataRequired> {
  if (content === undefined || content === null) {
    return { templateId: template, dynamicTemplateData: data ?? {} }
  }
  const { subject, text, html } = content
  return {
    subject: subject ?? "",
    // SendGrid wants the plain part first, and refuses empty ones.
    ...(text ? { text } : {}),
    ...(html ? { html } : {}),
  }
}

function attachmentsOf({ attachments }: Notification): MailDataRequired["attachments"] {
  return (attachments ?? []).map((attachment) => ({
    content: attachment.content,
    filename: attachment.filename,
    ...(attachment.content_type ? { type: attachment.content_type } : {}),
    disposition: attachment.disposition ?? "attachment",
    ...(attachment.id ? { contentId: attachment.id } : {}),
  }))
}

function argsOf(notification: Notification): Record<string, string> {
  if (notification.resource_type !== "kairos_delivery" || !notification.resource_id) {
    return {}
  }
  const attempt = /:(\d+)$/.exec(notification.idempotency_key ?? "")?.[1]
  return {
    [DELIVERY_ARG]: notification.resource_id,
    ...(attempt === undefined ? {} : { [ATTEMPT_ARG]: attempt }),
  }
}
