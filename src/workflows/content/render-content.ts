import type { RenderedContent } from "../../core/content/content"
import { disclosed } from "../../core/content/price-disclosure"
import { asShown } from "../../core/coupon/coupon"
import { renderOnSiteContent } from "../../core/content/render-on-site"
import { templateContext } from "../../core/content/template-context"
import { everybodySees, whyForShopper } from "../../core/decision/why"
import type { Language } from "../../core/text/localized"
import { keyOf, newId } from "../../modules/kairos-automation/ids"
import { shopLinks } from "../messages/links"
import type { Runtime } from "../support/runtime"
import { contentSources } from "./content-sources"
import type { NewDecision } from "../../modules/kairos-automation/decisions"
import type { ChosenContent, DecidedContent, Outranked } from "./decide-content"
import { seal, type SealedDecision } from "./sealed-decision"

type Shown = Exclude<ChosenContent, { kind: "nothing" }>

export type RenderContext = {
  readonly language: Language
  readonly sales_channels: readonly string[] | null
}

/** One placement as the storefront gets it; null when there is nothing to show. */
export async function renderContent(
  runtime: Runtime,
  decided: DecidedContent,
  placement: string,
  context: RenderContext
): Promise<RenderedContent | null> {
  const chosen = decided.chosen.get(placement)
  if (chosen === undefined || chosen.kind === "nothing") {
    return null
  }
  try {
    return await render(runtime, decided, placement, chosen, context)
  } catch (error) {
    // A page is never broken by what was meant to adorn it.
    runtime.logger.warn(
      `kairos: content for "${placement}" could not be rendered: ${error instanceof Error ? error.message : "error"}`
    )
    return null
  }
}

async function render(
  runtime: Runtime,
  decided: DecidedContent,
  placement: string,
  chosen: Shown,
  { language, sales_channels }: RenderContext
): Promise<RenderedContent> {
  const offered = chosen.kind === "offer" ? chosen.offer.coupon : null
  const coupon = offered === null ? null : asShown(offered)
  const customerId = chosen.subject.event.customer_id
  const products = await contentSources(runtime).products(
    chosen.content.products,
    customerId,
    sales_channels
  )
  const text = renderOnSiteContent(
    chosen.content,
    templateContext(chosen.subject, {
      coupon,
      products,
      links: shopLinks(runtime),
      shop_name: decided.settings.sender?.name ?? null,
      language,
      time_zone: decided.settings.time_zone,
      offers: true,
    })
  )
  return {
    decision_id: seal(runtime, sealedOf(chosen, placement)),
    variant: null,
    ...text,
    products,
    ...disclosed(text.disclosure, {
      personalized: coupon?.personalized_price === true,
      subject: chosen.subject,
      language,
      own: runtime.options.priceDisclosures,
    }),
    coupon:
      coupon === null
        ? null
        : { code: coupon.code, expires_at: new Date(coupon.expires_at).toISOString() },
    why:
      chosen.kind === "requested"
        ? whyForShopper(chosen.verdict.trace, runtime.catalog, language).text
        : chosen.kind === "offer"
          ? whyForShopper(offerTrace(chosen), runtime.catalog, language).text
          : everybodySees(language).text,
  }
}

/** An offer's full trace is in the ledger; the page only needs what caused it. */
const offerTrace = ({ offer }: Extract<Shown, { kind: "offer" }>) => ({
  trigger: {
    code: offer.event_name,
    occurred_at: offer.event_at,
    age: { passed: true, expected: null, actual: null, detail: null },
    reentry: null,
  },
  conditions: null,
  failing: null,
  consent: null,
  caps: null,
  score: null,
  winner: null,
  values: {},
})

function sealedOf(chosen: Shown, placement: string): SealedDecision {
  if (chosen.kind === "fallback") {
    return { kind: "fallback", placement }
  }
  const outranked = chosen.outranked.map((loser) => outrankedDecision(loser, placement))
  if (chosen.kind === "offer") {
    const { decision_id, automation_id, customer_id } = chosen.offer
    return { kind: "offer", placement, decision_id, automation_id, customer_id, outranked }
  }
  const { automation, subject } = chosen
  const key = ["content", `${automation.automation_id}:${automation.version}`, subject.event.id]
  return { kind: "requested", placement, decision: decisionOf(chosen, placement, key), outranked }
}

type Decided = Pick<Extract<Shown, { kind: "requested" }>, "automation" | "verdict" | "subject">

/** Once a day for each that outranks it: a customer who reads on would fill the ledger with the same loss. */
const outrankedDecision = (loser: Outranked, placement: string): NewDecision =>
  decisionOf(loser, placement, [
    "outranked",
    `${loser.automation.automation_id}:${loser.automation.version}`,
    loser.subject.event.customer_id,
    placement,
    loser.verdict.trace.winner?.automation_id ?? null,
    loser.subject.now.slice(0, 10),
  ])

const decisionOf = (
  { automation, verdict, subject }: Decided,
  placement: string,
  key: Parameters<typeof keyOf>[0]
): NewDecision => ({
  id: newId("kdec"),
  key: keyOf(key),
  automation_id: automation.automation_id,
  automation_version: automation.version,
  customer_id: subject.event.customer_id,
  email: subject.event.email,
  event_id: subject.event.id,
  kind: verdict.kind,
  mode: "live",
  reason: verdict.reason,
  until: verdict.until,
  variant: verdict.variant,
  placement,
  trace: verdict.trace,
  event_at: subject.event.occurred_at,
  decided_at: subject.now,
})
