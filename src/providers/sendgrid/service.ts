import { configManager } from "@medusajs/framework/config"
import type {
  ProviderSendNotificationDTO,
  ProviderSendNotificationResultsDTO,
} from "@medusajs/framework/types"
import { AbstractNotificationProviderService } from "@medusajs/framework/utils"
import { MailService } from "@sendgrid/mail"
import { systemClock } from "../../clock"
import { messageOf } from "./message"
import { problemOf } from "./problem"
import { type ConfigWithPlugin, type SendgridSettings, sendgridSettings } from "./settings"

/**
 * Sends mails through SendGrid, one request per notification (docs/adr/0013-one-request-per-delivery.md). Unlike Medusa's own provider it
 * keeps SendGrid's message id, sends the plain text, the headers of one-click unsubscribing and the id of the delivery,
 * gives a request up after a time, and says of a refusal when to come back.
 */
export class SendgridNotificationService extends AbstractNotificationProviderService {
  static override identifier = "kairos-sendgrid"
  /** The headers of `provider_data` stand in the mail: Kairos sends marketing through nothing else. */
  static readonly sendsHeaders = true

  private readonly settings: SendgridSettings
  private readonly mail: MailService

  /** Medusa calls it at boot. @throws Error that names the option and the fix */
  static override validateOptions(options: Record<string, unknown>): void {
    sendgridSettings(options, configManager.config as ConfigWithPlugin | undefined)
  }

  constructor({ configModule }: { configModule?: ConfigWithPlugin }, options: unknown) {
    super()
    this.settings = sendgridSettings(options, configModule)
    this.mail = mailService(this.settings)
  }

  /** @throws Error whose message is what `problemOf` says */
  override async send(
    notification: ProviderSendNotificationDTO
  ): Promise<ProviderSendNotificationResultsDTO> {
    const message = messageOf(notification, this.settings)
    if (message.from.email === "") {
      throw new Error(
        'HTTP 400 from: nobody sends it; set the option "from" or the plugin\'s "sender"'
      )
    }
    try {
      const [response] = await this.mail.send(message)
      const id = (response.headers as Record<string, unknown>)["x-message-id"]
      return typeof id === "string" ? { id } : {}
    } catch (error) {
      throw new Error(problemOf(error, this.settings.timeoutMs, systemClock.now()))
    }
  }
}

type Request = Readonly<Record<string, unknown>>
type Client = {
  createRequest: (data: Request) => Request
  setDefaultRequest: (key: string, value: unknown) => void
}

/** A client of its own: the package's shared one would be set up by whoever comes last. */
function mailService({ apiKey, baseUrl, timeoutMs }: SendgridSettings): MailService {
  const mail = new MailService()
  mail.setApiKey(apiKey)
  const { client } = mail as unknown as { client: Client }
  client.setDefaultRequest("baseUrl", `${baseUrl}/`)
  const plain = client.createRequest.bind(client)
  // The client hands requests to axios as this makes them; its own timeout does not end a connection that hangs.
  client.createRequest = (data) => ({
    ...plain(data),
    signal: AbortSignal.timeout(timeoutMs),
    maxRedirects: 0,
  })
  return mail
}
