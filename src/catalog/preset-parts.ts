import type { Localized } from "../core/catalog/definitions"
import type { ConditionGroup } from "../core/condition/condition"
import type { OnSiteContent } from "../core/content/content"
import type { ActionCall, AutomationDefinition, Step } from "../core/decision/automation"
import type { Wait } from "../core/schedule/wait"
import { LANGUAGES } from "../core/text/localized"

/** What presets are put together from. */

export type PresetRecipe = {
  readonly code: string
  readonly label: Localized
  readonly description: Localized
  readonly automation: (say: (text: Localized) => string) => AutomationDefinition
}

/** The placement that a storefront's first page is expected to have. */
const HOME_PLACEMENT = "home-hero"

export const ONE_DAY = 24 * 60
export const TWO_DAYS = 2 * ONE_DAY
export const TWO_WEEKS = 14 * ONE_DAY

export const BASE = {
  purpose: "marketing",
  conditions: null,
  priority: 50,
  holdout_percent: 0,
  variants: [],
  reentry: { kind: "always" },
  goal: { event: "order.placed", within_days: 30 },
  budget: null,
} satisfies Partial<AutomationDefinition>

export const step = (
  key: string,
  wait: Wait,
  actions: readonly ActionCall[],
  validForMinutes = TWO_DAYS
): Step => ({ key, wait, valid_for_minutes: validForMinutes, conditions: null, actions })

export const AT_ONCE: Wait = { minutes: 0 }

/** The only step of most. */
export const stepOf = (actions: readonly ActionCall[], validForMinutes = TWO_DAYS) => [
  step("first", AT_ONCE, actions, validForMinutes),
]

export const all = (...rules: ConditionGroup["rules"]): ConditionGroup => ({
  combinator: "and",
  rules,
})

export function coupon(args: Readonly<Record<string, unknown>>): ActionCall {
  const terms = {
    value: null,
    currency_code: null,
    minimum: null,
    gift_variant_id: null,
    valid_days: 30,
    next_order_only: false,
  }
  return { code: "issue_coupon", args: { ...terms, ...args } }
}

const MAIL = "mail:"

/** Sends one of the preset mails; which template that is in a shop is filled in later. */
export const mail = (code: string): ActionCall => ({
  code: "send_message",
  args: { channel: "email", template_id: MAIL + code },
})

const mailOf = ({ args }: ActionCall): string | null => {
  const id = args.template_id
  return typeof id === "string" && id.startsWith(MAIL) ? id.slice(MAIL.length) : null
}

/** Codes of the mails that an automation sends, each once. */
export const mailsOf = ({ steps }: AutomationDefinition): readonly string[] => [
  ...new Set(steps.flatMap(({ actions }) => actions.flatMap((action) => mailOf(action) ?? []))),
]

/** The automation with a shop's templates in place of its mails; without one the choice is left open. */
export const withTemplates = (
  automation: AutomationDefinition,
  templateOf: (mail: string) => string | undefined
): AutomationDefinition => ({
  ...automation,
  steps: automation.steps.map((one) => ({
    ...one,
    actions: one.actions.map((action) => {
      const code = mailOf(action)
      return code === null
        ? action
        : { ...action, args: { ...action.args, template_id: templateOf(code) ?? "" } }
    }),
  })),
})

/** Content in all languages: the shop's own first, for whoever reads none of them. */
export function show(
  say: (text: Localized) => string,
  words: { readonly headline: Localized; readonly body: Localized },
  more: Partial<OnSiteContent> = {}
): ActionCall {
  const content: OnSiteContent = {
    headline: say(words.headline),
    body: say(words.body),
    image_url: null,
    cta: null,
    products: { source: "none", ids: [] },
    disclosure: null,
    translations: Object.fromEntries(
      LANGUAGES.map((language) => [
        language,
        { headline: words.headline[language], body: words.body[language] },
      ])
    ),
    ...more,
  }
  return { code: "show_content", args: { placement: HOME_PLACEMENT, content } }
}
