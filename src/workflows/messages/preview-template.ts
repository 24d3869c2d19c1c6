import type { Subject } from "../../core/catalog/definitions"
import { mayUse, refusesProfiling } from "../../core/consent/may-use"
import { languageOf } from "../../core/content/format-value"
import { personLanguage } from "../../core/content/person-language"
import { SAMPLE_COUPON, sampleSubject } from "../../core/content/sample-context"
import type { CompiledTemplate } from "../../core/content/template-nodes"
import { boughtAt } from "../../core/decision/permission"
import { normaliseEmail } from "../../core/identity/email"
import type { Language } from "../../core/text/localized"
import { readProfile } from "../../read-models/person"
import { lastOrderOf } from "../../read-models/last-order"
import { loadCustomer, loadOrder } from "../../read-models/snapshots"
import type { Runtime } from "../support/runtime"
import { composeFrom } from "./compose"

export type PreviewInput = {
  readonly compiled: CompiledTemplate
  readonly locale: string
  readonly purpose: string
  /** Null: a made-up person with a made-up order. */
  readonly customer_id: string | null
  /** The language of the warnings. */
  readonly language: Language
}

export type Preview = {
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly warnings: readonly string[]
}

/**
 * The mail as this customer would get it, with a coupon that does not exist. Nothing is written, issued or sent.
 * @returns null when there is no such customer
 */
export async function previewTemplate(
  runtime: Runtime,
  input: PreviewInput
): Promise<Preview | null> {
  const now = runtime.clock.now().toISOString()
  const subject =
    input.customer_id === null
      ? sampleSubject(now)
      : await customerSubject(runtime, input.customer_id, now)
  if (subject === null) {
    return null
  }
  const use = { purpose: "marketing", channel: "email", bought_at: boughtAt(subject) }
  const consent = mayUse(use, subject.contact, runtime.policy, now)
  const offers = input.customer_id === null || consent.allowed
  const message = await composeFrom(
    runtime,
    {
      delivery: { id: "preview", purpose: input.purpose, email: null, channel: "email" },
      subject,
      coupons: [SAMPLE_COUPON],
      marketing_allowed: offers,
      preview: true,
    },
    [{ locale: input.locale, compiled: input.compiled }]
  )
  const { html, text } = message
  return { subject: message.subject, html, text, warnings: warningsOf(input, subject, offers) }
}

async function customerSubject(
  runtime: Runtime,
  customerId: string,
  now: string
): Promise<Subject | null> {
  const customer = await loadCustomer(runtime.knex, customerId)
  if (customer === null) {
    return null
  }
  const contact = await runtime.consent.readContact(customer.email ?? "")
  const [profile, orderId] = await Promise.all([
    readProfile(runtime.knex, customerId, refusesProfiling(contact, runtime.policy, now)),
    lastOrderOf(runtime.knex, customerId),
  ])
  const order = orderId === null ? null : await loadOrder(runtime.container, orderId)
  return {
    now,
    event: {
      id: "preview",
      name: "preview",
      entity_id: customerId,
      customer_id: customerId,
      email: normaliseEmail(customer.email ?? ""),
      occurred_at: now,
      source: "api",
      snapshot: {},
    },
    customer,
    contact,
    ...(profile === null ? {} : { profile }),
    ...(order === null ? {} : { order: order.snapshot }),
  }
}

const TEXTS = {
  en: {
    needs: (parts: string) =>
      `It needs ${parts}: choose it only for automations whose trigger and step have that.`,
    offers: "This customer has not agreed to marketing mail, so the offer blocks are left out.",
    refused: "This customer has not agreed to marketing mail and would not get it.",
    language: (wanted: string) =>
      `This customer reads "${wanted}"; the template is in another language.`,
  },
  es: {
    needs: (parts: string) =>
      `Necesita ${parts}: elígela solo para automatizaciones cuyo disparador y paso lo tengan.`,
    offers:
      "Este cliente no ha aceptado correo comercial, así que los bloques de oferta se omiten.",
    refused: "Este cliente no ha aceptado correo comercial y no lo recibiría.",
    language: (wanted: string) => `Este cliente lee "${wanted}"; la plantilla está en otro idioma.`,
  },
  pt: {
    needs: (parts: string) =>
      `Precisa de ${parts}: escolha-o só para automações cujo gatilho e passo tenham isso.`,
    offers:
      "Este cliente não aceitou e-mail de marketing, então os blocos de oferta ficam de fora.",
    refused: "Este cliente não aceitou e-mail de marketing e não o receberia.",
    language: (wanted: string) => `Este cliente lê "${wanted}"; o modelo está em outro idioma.`,
  },
} as const satisfies Record<Language, unknown>

function warningsOf(input: PreviewInput, subject: Subject, offers: boolean): string[] {
  const words = TEXTS[input.language]
  const { needs, html } = input.compiled
  const wanted = personLanguage(subject)
  const hasOffer = JSON.stringify(html).includes('"kind":"offer"')
  return [
    ...(needs.length > 0 ? [words.needs(needs.join(", "))] : []),
    ...(!offers && input.purpose !== "service" ? [words.refused] : []),
    ...(!offers && hasOffer ? [words.offers] : []),
    ...(wanted !== null && wanted !== languageOf(input.locale) ? [words.language(wanted)] : []),
  ]
}
