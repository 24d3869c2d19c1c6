import type {
  ProviderSendNotificationDTO,
  ProviderSendNotificationResultsDTO,
} from "@medusajs/framework/types"
import { AbstractNotificationProviderService } from "@medusajs/framework/utils"

type Options = { readonly url?: string; readonly timeoutMs?: number | string }

const DEFAULT_TIMEOUT_MS = 10_000

/**
 * Sends the demo's e-mails to the mailbox of the demo instead of to a vendor.
 *
 * Its errors follow the convention by which Kairos decides on a retry: `HTTP <status> retry-after=<seconds>` for an
 * answer, the system's code (ECONNREFUSED: surely not sent) for a refused connection, and `timeout` or the code for
 * everything after which nobody knows whether the mail went out.
 */
export class MailboxNotificationService extends AbstractNotificationProviderService {
  static override identifier = "kairos-mailbox"
  /** Marketing leaves through a provider only that writes `provider_data.headers` into its mails. */
  static readonly sendsHeaders = true
  private readonly url: string
  private readonly timeoutMs: number

  constructor(_container: unknown, options: Options) {
    super()
    this.url = options.url ?? process.env.KAIROS_MAILBOX_URL ?? ""
    this.timeoutMs = Number(options.timeoutMs ?? DEFAULT_TIMEOUT_MS)
  }

  override async send(
    notification: ProviderSendNotificationDTO
  ): Promise<ProviderSendNotificationResultsDTO> {
    if (this.url === "") {
      throw new Error("ECONNREFUSED the address of the mailbox is not set (KAIROS_MAILBOX_URL)")
    }
    const response = await this.post(notification)
    const body = (await response.json().catch(() => ({}))) as { id?: string; message?: string }
    if (!response.ok) {
      const wait = response.headers.get("retry-after")
      const retry = wait === null ? "" : ` retry-after=${wait}`
      throw new Error(`HTTP ${response.status}${retry} ${body.message ?? response.statusText}`)
    }
    return { id: body.id }
  }

  private async post(notification: ProviderSendNotificationDTO): Promise<Response> {
    const { idempotency_key } = notification as { idempotency_key?: string | null }
    try {
      return await fetch(`${this.url}/send`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(idempotency_key ? { "idempotency-key": idempotency_key } : {}),
        },
        body: JSON.stringify({
          to: notification.to,
          from: notification.from ?? "",
          subject: notification.content?.subject ?? "",
          html: notification.content?.html ?? "",
          text: notification.content?.text ?? "",
          headers: notification.provider_data?.headers ?? notification.data?.headers ?? {},
        }),
        signal: AbortSignal.timeout(this.timeoutMs),
      })
    } catch (error) {
      throw new Error(networkProblem(error, this.timeoutMs))
    }
  }
}

/** `fetch` says only "fetch failed"; what happened is in its cause, or in one of several when it tried two addresses. */
function networkProblem(error: unknown, timeoutMs: number): string {
  const { name, message, cause } = error as Error & {
    cause?: { code?: string; message?: string; errors?: { code?: string }[] }
  }
  if (name === "TimeoutError") {
    return `timeout after ${timeoutMs} ms`
  }
  const code = cause?.code ?? cause?.errors?.[0]?.code ?? ""
  return `${code} ${cause?.message || message}`.trim()
}
