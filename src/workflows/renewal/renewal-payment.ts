import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  capturePaymentWorkflow,
  completeCartWorkflow,
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows"
import type { ChargeOutcome } from "../../core/renewal/charge-outcome"
import type { SubscriptionRow } from "../../modules/kairos-renewal/rows"
import { faultPoint } from "../support/fault-points"
import type { Runtime } from "../support/runtime"
import { adoptOrder } from "./adopt-order"

type Session = { readonly id: string; readonly status: string }
type Collection = {
  readonly id: string
  readonly payment_sessions: readonly Session[] | null
  readonly payments:
    | readonly {
        readonly id: string
        readonly captured_at: unknown
        readonly canceled_at: unknown
      }[]
    | null
}

export type Paid = { readonly kind: "paid"; readonly order_id: string }
export type PaymentResult = Paid | Exclude<ChargeOutcome, { readonly kind: "paid" }>

/**
 * Charges a renewal's cart without its shopper. The key is handed to the provider as its idempotency key, so that asking once
 * more with the same key never charges once more.
 */
export async function payCart(
  runtime: Runtime,
  cartId: string,
  subscription: SubscriptionRow,
  key: string
): Promise<PaymentResult> {
  const { container } = runtime
  const { payment } = subscription
  if (payment === null) {
    return { kind: "failed", reason: "method_gone" }
  }
  const known = await collectionOf(runtime, cartId)
  const collection =
    known ??
    (await createPaymentCollectionForCartWorkflow(container).run({ input: { cart_id: cartId } }))
      .result
  await faultPoint("renewal_before_payment")
  try {
    await createPaymentSessionsWorkflow(container).run({
      input: {
        payment_collection_id: collection.id,
        provider_id: payment.provider_id,
        ...(subscription.customer_id === null ? {} : { customer_id: subscription.customer_id }),
        data: { ...payment.data, off_session: true, confirm: true },
        context: { idempotency_key: key } as never,
      },
    })
  } catch (error) {
    return await refusalOrSilence(runtime, error, cartId)
  }
  await faultPoint("renewal_after_payment")
  return finishPayment(runtime, cartId)
}

/** Medusa says which of its own rules a payment breaks; anything else may have reached the provider. */
async function refusalOrSilence(
  runtime: Runtime,
  error: unknown,
  cartId: string
): Promise<PaymentResult> {
  const { type, name, message } = (error ?? {}) as Partial<
    Record<"type" | "name" | "message", string>
  >
  runtime.logger.warn(`kairos: the payment of cart ${cartId} gave no answer (${type ?? name})`)
  const gone = type === "not_found" || /is not enabled|Unable to retrieve/.test(message ?? "")
  return gone ? { kind: "failed", reason: "method_gone" } : { kind: "unknown" }
}

/** What is known about a cart's payment, without asking anybody to pay. Null when no answer was ever written down. */
export async function knownOutcome(
  runtime: Runtime,
  cartId: string
): Promise<PaymentResult | null> {
  if ((await orderOf(runtime, cartId)) !== null || (await adoptOrder(runtime, cartId))) {
    return finishPayment(runtime, cartId)
  }
  const session = (await collectionOf(runtime, cartId))?.payment_sessions?.[0]
  return session === undefined || session.status === "pending"
    ? null
    : finishPayment(runtime, cartId)
}

/** From the provider's answer to an order that is captured; each part is done once, however often it is asked. */
async function finishPayment(runtime: Runtime, cartId: string): Promise<PaymentResult> {
  const refused = await refusalOf(runtime, cartId)
  if (refused !== null) {
    return refused
  }
  const order_id = await completeOnce(runtime, cartId)
  if (order_id === null) {
    // Medusa gave the money back, if there was any: the next attempt is a new one.
    return (await refusalOf(runtime, cartId)) ?? { kind: "failed", reason: "declined" }
  }
  await faultPoint("renewal_after_order")
  await capture(runtime, cartId)
  return { kind: "paid", order_id }
}

async function refusalOf(runtime: Runtime, cartId: string): Promise<PaymentResult | null> {
  const session = (await collectionOf(runtime, cartId))?.payment_sessions?.[0]
  switch (session?.status) {
    case "error":
    case "canceled":
      return { kind: "failed", reason: "declined" }
    case "requires_more":
      return { kind: "failed", reason: "requires_action" }
    default:
      return null
  }
}

async function completeOnce(runtime: Runtime, cartId: string): Promise<string | null> {
  const done = await orderOf(runtime, cartId)
  if (done !== null) {
    await authorize(runtime, cartId)
    return done
  }
  const { errors } = await completeCartWorkflow(runtime.container).run({
    input: { id: cartId },
    throwOnError: false,
  })
  if (errors.length > 0) {
    const [{ error }] = errors as unknown as [{ error: { type?: string } }]
    runtime.logger.warn(`kairos: cart ${cartId} could not be completed (${error.type ?? "fault"})`)
  }
  return orderOf(runtime, cartId)
}

/** A process may have died between the order and the authorization, which a second completion leaves out. */
async function authorize(runtime: Runtime, cartId: string): Promise<void> {
  const collection = await collectionOf(runtime, cartId)
  const [session] = collection?.payment_sessions ?? []
  if (session !== undefined && (collection?.payments ?? []).length === 0) {
    await runtime.container.resolve(Modules.PAYMENT).authorizePaymentSession(session.id, {})
  }
}

async function capture(runtime: Runtime, cartId: string): Promise<void> {
  for (const payment of (await collectionOf(runtime, cartId))?.payments ?? []) {
    if (payment.captured_at == null && payment.canceled_at == null) {
      await capturePaymentWorkflow(runtime.container).run({ input: { payment_id: payment.id } })
    }
  }
}

async function orderOf({ knex }: Runtime, cartId: string): Promise<string | null> {
  const row = await knex("order_cart")
    .where({ cart_id: cartId, deleted_at: null })
    .first("order_id")
  return (row?.order_id as string | undefined) ?? null
}

async function collectionOf({ container }: Runtime, cartId: string): Promise<Collection | null> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: [
      "payment_collection.id",
      "payment_collection.payment_sessions.id",
      "payment_collection.payment_sessions.status",
      "payment_collection.payments.id",
      "payment_collection.payments.captured_at",
      "payment_collection.payments.canceled_at",
    ],
    filters: { id: cartId },
  })
  const cart = data[0] as unknown as { payment_collection?: Collection | null } | undefined
  return cart?.payment_collection ?? null
}
