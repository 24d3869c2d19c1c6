import type { ChannelDefinition, Subject } from "../../core/catalog/definitions"
import { languageOf } from "../../core/content/format-value"
import { headerText } from "../../core/content/header-text"
import { personLanguage } from "../../core/content/person-language"
import {
  escapeHtml,
  missingParts,
  renderTemplate,
  type RenderedTemplate,
} from "../../core/content/render-template"
import { countryOf, priceDisclosure } from "../../core/content/price-disclosure"
import {
  templateContext,
  type CouponInTemplate,
  type ProductInTemplate,
  type TemplateContext,
} from "../../core/content/template-context"
import type { CompiledTemplate } from "../../core/content/template-nodes"
import { LOCALE_OF, type Language } from "../../core/text/localized"
import type { Sender } from "../../modules/kairos-automation/settings"
import type { ReadyTemplate } from "../../modules/kairos-automation/templates"
import type { Runtime } from "../support/runtime"
import { channelText } from "./channel-text"
import { footerOf } from "./footer"
import { dueOf, messageLinks, type MessageLinks } from "./links"

export type ComposeInput = {
  readonly delivery: {
    readonly id: string
    readonly purpose: string
    readonly email: string | null
    readonly channel: string
  }
  readonly template_id: string
  readonly subject: Subject
  readonly coupons: readonly CouponInTemplate[]
  /** Whether the person may get offers: without it `{{#offer}}` blocks are dropped. */
  readonly marketing_allowed: boolean
  /** Nothing is written and the links lead nowhere. */
  readonly preview?: boolean
}

export type ComposedMessage = {
  readonly to: string
  /** `Name <address>`, or null while the shop has not said who sends. */
  readonly from: string | null
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
  readonly language: Language
  /** The language that the person would have got, had there been a template in it; else null. */
  readonly missed_language: Language | null
}

const MAX_PRODUCTS = 50

/**
 * Makes the mail of one delivery: the template in the person's language, the footer that the law asks for, and on
 * marketing mail both headers of one-click unsubscribing (RFC 8058).
 * @throws Error that says what is missing (`isUnwritable`): the template, the address, the sender, or a part that the
 * template needs
 */
export async function composeMessage(
  runtime: Runtime,
  input: ComposeInput
): Promise<ComposedMessage> {
  const settings = await runtime.automation.settings.read()
  const wanted = personLanguage(input.subject) ?? settings.locale
  const candidates = await runtime.automation.templates.forSending(input.template_id, wanted)
  if (candidates.length === 0) {
    throw unwritable(`the template "${input.template_id}" does not exist; choose another one`)
  }
  return composeFrom(runtime, input, candidates)
}

/** As `composeMessage`, from templates at hand: the first whose parts are all there. */
export async function composeFrom(
  runtime: Runtime,
  input: Omit<ComposeInput, "template_id">,
  candidates: readonly Pick<ReadyTemplate, "locale" | "compiled">[]
): Promise<ComposedMessage> {
  const { delivery, subject } = input
  const to = addressOf(runtime, input)
  const settings = await runtime.automation.settings.read()
  const marketing = delivery.purpose !== "service"
  const byMail = delivery.channel === "email"
  if (byMail && marketing && settings.sender === null) {
    throw unwritable(
      "marketing mail needs a sender with a postal address; set the option sender or the admin's settings"
    )
  }
  const links = await linksOf(runtime, input)
  const wanted = personLanguage(subject) ?? settings.locale
  const time_zone = subject.contact?.time_zone ?? settings.time_zone
  const contextIn = (language: Language) =>
    templateContext(subject, {
      coupon: input.coupons[0] ?? null,
      products: productsOf(subject),
      links,
      shop_name: settings.sender?.name ?? null,
      language,
      time_zone,
      offers: input.marketing_allowed,
      facts: runtime.options.facts,
    })
  const { template, language, context } = chooseTemplate(candidates, wanted, contextIn)
  const rendered = renderOrSay(template.compiled, context)
  const missed_language = language === wanted ? null : wanted
  if (!byMail) {
    const { purpose } = delivery
    const shop_name = settings.sender?.name ?? null
    const text = channelText(channelOf(runtime, delivery.channel), {
      ...rendered,
      language,
      purpose,
      shop_name,
      links,
    })
    const { subject: title } = rendered
    return {
      to,
      from: null,
      subject: title,
      html: "",
      text,
      headers: {},
      language,
      missed_language,
    }
  }
  const footer = footerOf({
    language,
    time_zone,
    purpose: delivery.purpose,
    sender: settings.sender,
    links,
    contact: subject.contact,
    order_number: orderNumber(subject),
    disclosure: input.coupons.some(({ personalized_price }) => personalized_price === true)
      ? priceDisclosure(countryOf(subject), language, runtime.options.priceDisclosures)
      : null,
  })
  return {
    to,
    from: settings.sender === null ? null : fromHeader(settings.sender),
    subject: rendered.subject,
    html: asDocument(rendered.html, footer.html, rendered.subject, language),
    text: `${rendered.text}\n\n${footer.text}\n`,
    headers: {
      ...replyHeader(settings.sender),
      ...(marketing ? unsubscribeHeaders(links) : {}),
    },
    language,
    missed_language,
  }
}

/** Mail goes to the address as the person wrote it, not to its normalised form. */
function addressOf(runtime: Runtime, input: Omit<ComposeInput, "template_id">): string {
  const { channel } = input.delivery
  if (channel === "email") {
    return mailAddressOf(input)
  }
  const to = channelOf(runtime, channel).address_of(input.subject)
  if (to === null || to === "") {
    throw unwritable(`the person has no address for the channel "${channel}"`)
  }
  return headerText(to, 320)
}

function mailAddressOf({ delivery, subject }: Omit<ComposeInput, "template_id">): string {
  const to = subject.customer?.email ?? subject.event.email ?? delivery.email
  if (to === null || to === "") {
    throw unwritable("the person has no e-mail address")
  }
  return headerText(to, 320)
}

function channelOf(runtime: Runtime, code: string): ChannelDefinition {
  const channel = runtime.catalog.channels.get(code)
  if (channel === undefined) {
    throw unwritable(`the channel "${code}" no longer exists; choose another one`)
  }
  return channel
}

async function linksOf(
  runtime: Runtime,
  input: Omit<ComposeInput, "template_id">
): Promise<MessageLinks> {
  // Whatever the channel: a person's choices are kept under their e-mail.
  const person =
    input.preview === true ? "preview" : await runtime.consent.personId(mailAddressOf(input))
  return messageLinks(
    runtime,
    person,
    {
      purpose: input.delivery.purpose,
      channel: channelOf(runtime, input.delivery.channel).consent_channel,
      delivery_id: input.preview === true ? null : input.delivery.id,
    },
    {
      cart: input.subject.cart !== undefined && input.subject.order === undefined,
      subscription: input.preview === true ? null : (input.subject.subscription ?? null),
      due: input.preview === true ? null : dueOf(input.subject.event),
    }
  )
}

function chooseTemplate(
  candidates: readonly Pick<ReadyTemplate, "locale" | "compiled">[],
  wanted: Language,
  contextIn: (language: Language) => TemplateContext
) {
  const chosen = candidates.map((template) => {
    const language = languageOf(template.locale) ?? wanted
    return { template, language, context: contextIn(language) }
  })
  const usable = chosen.find(
    ({ template, context }) => missingParts(template.compiled, context).length === 0
  )
  // Where none fits, rendering the first one says what it lacks.
  return usable ?? (chosen[0] as (typeof chosen)[number])
}

function renderOrSay(compiled: CompiledTemplate, context: TemplateContext): RenderedTemplate {
  try {
    return renderTemplate(compiled, context)
  } catch (error) {
    throw unwritable(error instanceof Error ? error.message : String(error))
  }
}

const UNWRITABLE = "UnwritableMessageError"

function unwritable(message: string): Error {
  return Object.assign(new Error(message), { name: UNWRITABLE })
}

/** Whether trying again cannot help: the message itself cannot be written. Anything else is a fault of the moment. */
export function isUnwritable(error: unknown): boolean {
  return error instanceof Error && error.name === UNWRITABLE
}

/** The products that the occasion is about: those of the order, else of the cart, else what was looked at. */
function productsOf(subject: Subject): readonly ProductInTemplate[] {
  const lines = subject.order?.items ?? subject.cart?.items ?? []
  const looked = lines.length === 0 ? (subject.event.snapshot.products ?? []) : []
  const products = new Map<string, ProductInTemplate>(looked.map((one) => [one.id, one]))
  for (const { product_id, handle, title, thumbnail } of lines) {
    if (product_id !== null && handle !== null) {
      products.set(product_id, { id: product_id, handle, title, thumbnail })
    }
  }
  return [...products.values()].slice(0, MAX_PRODUCTS)
}

function orderNumber(subject: Subject): string | null {
  return subject.order === undefined ? null : String(subject.order.display_id ?? subject.order.id)
}

/** `"Tea & Co." <shop@tea.example>`: quotes and line breaks cannot get out of the name. */
export function fromHeader(sender: Pick<Sender, "name" | "email">): string {
  const name = headerText(sender.name, 100).replace(/["\\<>]/g, "")
  return name === "" ? headerText(sender.email) : `"${name}" <${headerText(sender.email, 320)}>`
}

export const replyHeader = (sender: Sender | null): Readonly<Record<string, string>> =>
  sender?.replyTo === undefined ? {} : { "Reply-To": headerText(sender.replyTo, 320) }

function unsubscribeHeaders(links: MessageLinks): Readonly<Record<string, string>> {
  return {
    "List-Unsubscribe": `<${links.unsubscribe}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  }
}

/** A piece of HTML becomes a document; the footer stands at the end of its body. */
function asDocument(html: string, footer: string, title: string, language: Language): string {
  const tag = LOCALE_OF[language]
  if (!/<html[\s>]/i.test(html)) {
    return [
      `<!doctype html><html lang="${tag}"><head><meta charset="utf-8">`,
      `<meta name="viewport" content="width=device-width, initial-scale=1">`,
      `<title>${escapeHtml(title)}</title></head><body>`,
      html,
      footer,
      `</body></html>`,
    ].join("")
  }
  const inLanguage = html.replaceAll('lang="und"', `lang="${tag}"`)
  const end = inLanguage.toLowerCase().lastIndexOf("</body>")
  return end < 0
    ? `${inLanguage}${footer}`
    : `${inLanguage.slice(0, end)}${footer}${inLanguage.slice(end)}`
}
