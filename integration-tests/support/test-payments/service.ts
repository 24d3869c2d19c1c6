import { setTimeout as sleep } from "node:timers/promises"
import type {
  InitiatePaymentInput,
  InitiatePaymentOutput,
  ProviderWebhookPayload,
} from "@medusajs/framework/types"
import { AbstractPaymentProvider, PaymentSessionStatus } from "@medusajs/framework/utils"
import { CARDS, type Charge, charges, keepCharge, silence, wallet } from "./journal"

const SLOW_MS = 300
type WithData = { readonly data?: Record<string, unknown> | undefined }

/** A payment provider that declines, keeps silent, asks for action or answers late, as its card says; never twice for a key. */
export class TestPayments extends AbstractPaymentProvider {
  static override identifier = "test"

  /** As Stripe's payment intents with `confirm`: the money moves here. */
  async initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const key = String(input.context?.idempotency_key)
    const method = String(input.data?.payment_method ?? CARDS.good)
    const known = charges.get(key)
    if (known === undefined && method === CARDS.lost && !silence.broken) {
      throw new Error("socket hang up")
    }
    const charge: Charge = known ?? {
      id: `ch_${charges.size + 1}`,
      key,
      amount: String(input.amount),
      method,
      asked: 0,
      taken: 0,
      status: statusOf(method),
    }
    charge.asked += 1
    keepCharge(charge)
    if (method === CARDS.fatal && known === undefined && charges.size === 1) {
      process.kill(process.pid, "SIGKILL")
      await new Promise(() => undefined)
    }
    if (method === CARDS.silent && !silence.broken) {
      throw new Error("ETIMEDOUT")
    }
    if (method === CARDS.slow) {
      await sleep(SLOW_MS)
    }
    return { id: charge.id, data: { ...input.data, id: charge.id, key }, status: answerOf(charge) }
  }

  async authorizePayment({ data }: WithData) {
    const charge = charges.get(String(data?.key))
    return {
      data: data ?? {},
      status: charge === undefined ? PaymentSessionStatus.ERROR : answerOf(charge),
    }
  }

  async capturePayment({ data }: WithData) {
    const charge = charges.get(String(data?.key))
    if (charge?.status === "held") {
      keepCharge(Object.assign(charge, { status: "captured", taken: charge.taken + 1 }))
    }
    return { data: data ?? {} }
  }

  async refundPayment({ data }: WithData) {
    const charge = charges.get(String(data?.key))
    if (charge !== undefined) {
      keepCharge(Object.assign(charge, { status: "refunded" }))
    }
    return { data: data ?? {} }
  }

  async cancelPayment(input: WithData) {
    return this.refundPayment(input)
  }

  async deletePayment({ data }: WithData) {
    return { data: data ?? {} }
  }

  async retrievePayment({ data }: WithData) {
    return { data: data ?? {} }
  }

  async updatePayment({ data }: WithData) {
    return { data: data ?? {} }
  }

  async getPaymentStatus({ data }: WithData) {
    return this.authorizePayment({ data })
  }

  async createAccountHolder({ context }: { context: { customer: { id: string } } }) {
    return { id: `acct_${context.customer.id}`, data: {} }
  }

  async listPaymentMethods() {
    const { exp_month, exp_year, dead } = wallet
    if (dead) {
      throw new Error("ECONNREFUSED")
    }
    const card = { brand: "visa", last4: "4242", exp_month, exp_year }
    const other = { brand: "mastercard", last4: "5454", exp_month: 12, exp_year: 2035 }
    return [
      { id: CARDS.good, data: { card } },
      { id: CARDS.slow, data: { card: other } },
    ]
  }

  async getWebhookActionAndData(_: ProviderWebhookPayload["payload"]) {
    return { action: "not_supported" as const }
  }
}

function statusOf(method: string): Charge["status"] {
  switch (method) {
    case CARDS.declined:
      return "declined"
    case CARDS.action:
      return "requires_action"
    case CARDS.held:
      return "held"
    default:
      return "captured"
  }
}

function answerOf({ status }: Charge): PaymentSessionStatus {
  switch (status) {
    case "captured":
      return PaymentSessionStatus.CAPTURED
    case "held":
      return PaymentSessionStatus.AUTHORIZED
    case "requires_action":
      return PaymentSessionStatus.REQUIRES_MORE
    default:
      return PaymentSessionStatus.ERROR
  }
}
