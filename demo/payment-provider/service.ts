import type {
  InitiatePaymentInput,
  InitiatePaymentOutput,
  ProviderWebhookPayload,
} from "@medusajs/framework/types"
import { AbstractPaymentProvider, PaymentSessionStatus } from "@medusajs/framework/utils"

type WithData = { readonly data?: Record<string, unknown> | undefined }

/**
 * The cards of the demo, as a vendor's test cards are: all pay at the checkout. The bank of the second refuses whatever is charged
 * afterwards without its holder, and the third expires with the month, so that anybody can see what becomes of a renewal then.
 */
const CARDS = [
  { id: "card_good", brand: "visa", last4: "4242", exp_month: 12, exp_year: 2031 },
  { id: "card_refused", brand: "mastercard", last4: "0341", exp_month: 4, exp_year: 2030 },
] as const

const expiring = (now: Date) => ({
  id: "card_expiring",
  brand: "visa",
  last4: "1881",
  exp_month: now.getUTCMonth() + 1,
  exp_year: now.getUTCFullYear(),
})

/** A payment provider that moves no money and keeps nothing: what a payment is, its session knows. */
export class DemoPaymentService extends AbstractPaymentProvider {
  static override identifier = "demo"

  async initiatePayment({ data, context }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const id = context?.idempotency_key ?? "demo"
    return { id, data: { ...data, id }, status: statusOf(data) }
  }

  async authorizePayment({ data }: WithData) {
    const status = statusOf(data)
    const authorized = status === PaymentSessionStatus.PENDING
    return { data: data ?? {}, status: authorized ? PaymentSessionStatus.AUTHORIZED : status }
  }

  async getPaymentStatus({ data }: WithData) {
    return this.authorizePayment({ data })
  }

  async capturePayment({ data }: WithData) {
    return { data: data ?? {} }
  }

  async refundPayment({ data }: WithData) {
    return { data: data ?? {} }
  }

  async cancelPayment({ data }: WithData) {
    return { data: data ?? {} }
  }

  async deletePayment({ data }: WithData) {
    return { data: data ?? {} }
  }

  async retrievePayment({ data }: WithData) {
    return { data: data ?? {} }
  }

  async updatePayment({ data }: WithData) {
    return { data: data ?? {}, status: statusOf(data) }
  }

  async createAccountHolder({ context }: { context: { customer: { id: string } } }) {
    return { id: `holder_${context.customer.id}`, data: {} }
  }

  async listPaymentMethods() {
    return [...CARDS, expiring(new Date())].map(({ id, ...card }) => ({ id, data: { card } }))
  }

  async getWebhookActionAndData(_: ProviderWebhookPayload["payload"]) {
    return { action: "not_supported" as const }
  }
}

/** With the holder away, the second card is refused; at the checkout both wait for the order. */
function statusOf(data: Record<string, unknown> | undefined): PaymentSessionStatus {
  if (data?.off_session !== true) {
    return PaymentSessionStatus.PENDING
  }
  return data.payment_method === "card_refused"
    ? PaymentSessionStatus.ERROR
    : PaymentSessionStatus.AUTHORIZED
}
