import type { OnSiteContent, RenderedContent } from "../../core/content/content"
import { renderOnSiteContent } from "../../core/content/render-on-site"
import { personLanguage } from "../../core/content/person-language"
import { disclosed } from "../../core/content/price-disclosure"
import { isPersonalisedPrice } from "../../core/decision/personalised-price"
import type { CouponInTemplate } from "../../core/content/template-context"
import { templateContext } from "../../core/content/template-context"
import { checkCouponTerms } from "../../core/coupon/terms"
import { alternativesOf, type Carrier, carriersOf } from "../../core/decision/carriers"
import { explainDecision } from "../../core/decision/explain"
import { whyForShopper } from "../../core/decision/why"
import type { Language } from "../../core/text/localized"
import type { AutomationRow } from "../../modules/kairos-automation/automations"
import type { PreviewResponse } from "../../types"
import { contentSources } from "../content/content-sources"
import { composeMessage } from "../messages/compose"
import { shopLinks } from "../messages/links"
import type { Runtime } from "../support/runtime"
import { type TriedAutomation, tryAutomation, type TryInput } from "./try-automation"

/** A code that no coupon can have (its alphabet knows no U): a preview creates nothing that could be used (C-27). */
const EXAMPLE_CODE = "SAMPLE-CODE-UUUU"

type Preview = PreviewResponse["preview"]
type PreviewMessage = Preview["messages"][number]

/**
 * What this customer would get and why, without any side effect: no coupon, no message, no row. Messages are rendered also
 * when the decision says no, because that is what somebody who writes them wants to see.
 */
export async function previewAutomation(
  runtime: Runtime,
  row: AutomationRow,
  input: TryInput
): Promise<Preview | null> {
  const tried = await tryAutomation(runtime, row, input)
  if (tried === null) {
    return null
  }
  const { verdict, subject, mode } = tried
  const messages = await Promise.all(
    carriersOf(row.definition, runtime.catalog).map((carrier) =>
      previewCarrier(runtime, tried, onItsWay(carrier, verdict.trace))
    )
  )
  return {
    decision: {
      id: "preview",
      automation_id: row.id,
      automation_version: row.version,
      automation_name: row.name,
      customer_id: input.customer_id,
      event_id: subject.event.id,
      event_name: subject.event.name,
      kind: verdict.kind,
      mode,
      reason: verdict.reason,
      until: verdict.until,
      variant: verdict.variant,
      placement: null,
      decided_at: subject.now,
      trace: verdict.trace,
    },
    explanation: explainDecision({ ...verdict, mode }, runtime.catalog),
    messages,
  }
}

/** On the channel that reaches this customer, where there are several. */
function onItsWay(carrier: Carrier, { ways }: TriedAutomation["verdict"]["trace"]): Carrier {
  const taken = ways?.find(({ step, index }) => step === carrier.step && index === carrier.index)
  return alternativesOf(carrier).find(({ channel }) => channel === taken?.channel) ?? carrier
}

async function previewCarrier(
  runtime: Runtime,
  tried: TriedAutomation,
  carrier: Carrier
): Promise<PreviewMessage> {
  const coupon = exampleCoupon(runtime, tried, carrier)
  const base: PreviewMessage = {
    channel: carrier.channel,
    to: null,
    subject: null,
    html: null,
    text: null,
    content: null,
    coupon_example: coupon?.code ?? null,
  }
  if (carrier.channel === "on_site") {
    return { ...base, content: await previewContent(runtime, tried, carrier, coupon) }
  }
  if (carrier.action.args.template_id === undefined) {
    return base
  }
  try {
    const message = await composeMessage(runtime, {
      delivery: {
        id: "preview",
        purpose: tried.automation.definition.purpose,
        email: tried.subject.event.email,
        channel: carrier.channel,
      },
      template_id: String(carrier.action.args.template_id),
      subject: tried.subject,
      coupons: coupon === null ? [] : [coupon],
      marketing_allowed: true,
      preview: true,
    })
    return {
      ...base,
      to: message.to,
      subject: message.subject,
      html: message.html,
      text: message.text,
    }
  } catch (error) {
    return {
      ...base,
      text: error instanceof Error ? error.message : "the message could not be written",
    }
  }
}

function exampleCoupon(
  { catalog }: Runtime,
  tried: TriedAutomation,
  carrier: Carrier
): CouponInTemplate | null {
  const call = carrier.coupons[0]
  const terms = call === undefined ? null : checkCouponTerms(call.args, "coupon")
  if (terms === null || !terms.ok) {
    return null
  }
  const expires = new Date(Date.parse(tried.subject.now) + terms.value.valid_days * 86_400_000)
  const { definition } = tried.automation
  return {
    ...terms.value,
    code: EXAMPLE_CODE,
    expires_at: expires.toISOString(),
    personalized_price: isPersonalisedPrice(definition, carrier.step, catalog),
  }
}

async function previewContent(
  runtime: Runtime,
  tried: TriedAutomation,
  carrier: Carrier,
  coupon: CouponInTemplate | null
): Promise<RenderedContent> {
  const { subject, verdict } = tried
  const content = carrier.action.args.content as OnSiteContent
  const language: Language = personLanguage(subject) ?? runtime.options.locale
  const products = await contentSources(runtime).products(
    content.products,
    subject.event.customer_id,
    null
  )
  const text = renderOnSiteContent(
    content,
    templateContext(subject, {
      coupon,
      products,
      links: shopLinks(runtime),
      shop_name: null,
      language,
      time_zone: runtime.options.timeZone,
      offers: true,
    })
  )
  return {
    decision_id: "",
    variant: null,
    ...text,
    ...disclosed(text.disclosure, {
      personalized: coupon?.personalized_price === true,
      subject,
      language,
      own: runtime.options.priceDisclosures,
    }),
    products,
    coupon: coupon === null ? null : { code: coupon.code, expires_at: coupon.expires_at },
    why: whyForShopper(verdict.trace, runtime.catalog, language).text,
  }
}
