import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { dateText, momentText, moneyText } from "../../../core/content/format-value"
import type { PutOff } from "../../../core/renewal/put-off"
import { escapeHtml } from "../../../core/content/render-template"
import { mayAgree } from "../../../core/renewal/agreement"
import { subscribedText } from "../../../core/renewal/renewal-words"
import type { Language } from "../../../core/text/localized"
import {
  type Act,
  type ActResult,
  changeSubscription,
  type Refusal,
} from "../../../workflows/renewal/change-subscription"
import { coming, type SubscriptionRow } from "../../../modules/kairos-renewal/rows"
import { subscriptionLink } from "../../../workflows/messages/links"
import {
  mayGoOn,
  mayResume,
  maySwitch,
  putOffDays,
} from "../../../workflows/present/present-subscription"
import { type OpenPeriod, openPeriod } from "../../../workflows/renewal/open-period"
import { type Runtime, runtimeOf } from "../../../workflows/support/runtime"
import { openLink } from "../support/open-link"
import { formAction, formFields, pageLanguage, sendPage, tokenOf } from "../support/page"
import { addressLine } from "./address-line"
import { ACTS, type LinkAct, TEXTS } from "./texts"

/** A link's page: what it is about, in the person's language, and what the token allows. */
export type LinkPage = {
  readonly runtime: Runtime
  readonly language: Language
  readonly id: string
  /** The period that the mail was about. */
  readonly period: number | null
  /** Null for a subscription that is not there any more. */
  readonly about: OpenPeriod | null
}

/** Null when the request has been answered: the token is none of ours for this purpose, or is used far too often. */
export async function openSubscription(
  req: MedusaRequest,
  res: MedusaResponse,
  act: LinkAct
): Promise<LinkPage | null> {
  const runtime = runtimeOf(req.scope)
  // Nothing counts against somebody who wants to stop.
  const token = await openLink(req, res, `subscriptions.${act}`, {
    stops: act === "cancel" || act === "stop" || act === "withdraw",
  })
  if (token === null) {
    return null
  }
  const about = await openPeriod(runtime, token.subject)
  const { period } = token.payload
  return {
    runtime,
    language: pageLanguage(req, about?.locale, runtime.options.locale),
    id: token.subject,
    period: typeof period === "number" ? period : null,
    about,
  }
}

/** What a button alone does. */
type ButtonAct = Exclude<LinkAct, "agree" | "card" | "address" | "switch">

/** Asks first: mail gateways open every link that they scan, and opening must change nothing. */
export async function showAct(
  req: MedusaRequest,
  res: MedusaResponse,
  act: ButtonAct
): Promise<void> {
  const page = await openSubscription(req, res, act)
  if (page === null) {
    return
  }
  const { language } = page
  const words = ACTS[act][language]
  const { title, button } = words
  sendPage(res, 200, {
    language,
    title,
    body: isOpen(page, act)
      ? [
          ...factsOf(page),
          ...beforeButton(page, act),
          ...(act === "renew" ? [await whereTo(page)] : []),
          form(
            req,
            act,
            `${amountField(page, act)}${dayField(page, act)}<button type="submit">${escapeHtml(button)}</button>`
          ),
        ].join("")
      : `<p>${escapeHtml(TEXTS[language].nothing)}</p>`,
  })
}

export async function doAct(
  req: MedusaRequest,
  res: MedusaResponse,
  act: ButtonAct
): Promise<void> {
  const page = await openSubscription(req, res, act)
  if (page === null) {
    return
  }
  const { runtime, id, period } = page
  const { amount, day } = formFields(req)
  const wish: Act =
    act === "postpone" || act === "pause"
      ? { kind: act, day: typeof day === "string" ? day : "" }
      : act === "renew"
        ? { kind: "renew", amount: typeof amount === "string" ? amount : null }
        : act === "stop"
          ? { kind: "auto_renew", on: false }
          : { kind: act }
  const result = await changeSubscription(
    runtime,
    id,
    wish,
    { actor: "link", source: "mail" },
    // Cancelling, withdrawing, taking it back and stopping count whatever the period; the rest was asked about one alone.
    /^(cancel|withdraw|resume|stop)$/.test(act) ? undefined : (period ?? undefined)
  )
  await sendResult(req, res, page, act, result)
}

/** What the button means, where that is more than its name says. */
const beforeButton = ({ about, language }: LinkPage, act: LinkAct): readonly string[] => {
  const { afterCancel, resumed, stopped, withdraws, postpones, pauses, wentOn } = TEXTS[language]
  const texts: Partial<Record<LinkAct, string>> = {
    cancel: afterCancel,
    resume: about?.subscription.status === "active" ? wentOn : resumed,
    stop: stopped,
    postpone: postpones,
    pause: pauses,
    withdraw: withdraws,
  }
  const text = texts[act]
  return text === undefined ? [] : [`<p>${escapeHtml(text)}</p>`]
}

/** The address beside the button: whoever leaves it as it is renews with the next press. */
const whereTo = async ({ runtime, language, about, period }: LinkPage): Promise<string> =>
  about === null || period === null
    ? ""
    : addressLine({
        runtime,
        language,
        subscription: about.subscription,
        period_index: period,
      })

export const form = (req: MedusaRequest, act: LinkAct, inner: string): string =>
  `<form method="post" action="${formAction(`subscriptions/${act}`, String(tokenOf(req)))}">${inner}</form>`

/** What it is, until when it is paid, and what comes next. */
export function factsOf({ about, language }: LinkPage): readonly string[] {
  if (about === null) {
    return []
  }
  const { subscription, next } = about
  const words = TEXTS[language]
  const date = (at: Date) => dateText(at.toISOString(), language, subscription.zone)
  const amount =
    next?.amount == null ? null : moneyText(next.amount, subscription.currency_code, language)
  return [
    `<p><strong>${escapeHtml(subscription.title)}</strong>, ${escapeHtml(subscription.plan_name)}</p>`,
    `<p>${escapeHtml(words.runsUntil(date(subscription.current_until)))}</p>`,
    ...(next === null
      ? []
      : [
          `<p>${escapeHtml(amount === null ? words.nextUnknown(date(next.due_at)) : words.next(date(next.due_at), amount))}</p>`,
          ...(subscription.switch_to === null || amount === null
            ? []
            : [
                `<p>${escapeHtml(words.becomes(nameOf(subscription.switch_to, language), date(next.due_at), amount))}</p>`,
              ]),
        ]),
  ]
}

/** `“Every year” of Coffee` */
export const nameOf = (
  { title: product, plan_name: plan }: Pick<SubscriptionRow, "title" | "plan_name">,
  language: Language
): string => subscribedText({ product, plan }, language)

/** Whether the button would do anything. */
export function isOpen({ about, period, runtime }: LinkPage, act: LinkAct): boolean {
  if (act === "resume") {
    return about !== null && mayGoOn(about, runtime.clock.now())
  }
  if (act === "postpone" || act === "pause") {
    return about?.next?.period_index === period && rangeOf(about, act, runtime) !== null
  }
  if (act === "switch") {
    return about?.next?.period_index === period && maySwitch(about.subscription, about.next)
  }
  if (act === "withdraw") {
    return about !== null && about.withdraw_until !== null
  }
  if (act === "agree") {
    return about !== null && mayAgree(coming(about.subscription))
  }
  if (act === "stop") {
    const { status, auto_renew_since } = about?.subscription ?? {}
    return status === "active" && auto_renew_since != null
  }
  return (
    about?.subscription.status === "active" &&
    (act === "cancel" || (about.next !== null && about.next.period_index === period))
  )
}

/** The price that stands on the page goes with the button: another one by then is refused. */
const amountField = ({ about }: LinkPage, act: LinkAct): string =>
  act === "renew" && about?.next?.amount != null
    ? `<input type="hidden" name="amount" value="${escapeHtml(about.next.amount)}">`
    : ""

/** Only days that are taken can be chosen. */
function dayField({ about, language, runtime }: LinkPage, act: LinkAct): string {
  const range =
    about === null || (act !== "postpone" && act !== "pause") ? null : rangeOf(about, act, runtime)
  return range === null
    ? ""
    : `<label for="day">${escapeHtml(TEXTS[language].day)} <input type="date" id="day" name="day" required min="${range.from}" max="${range.to}" value="${range.from}"></label>`
}

const rangeOf = ({ subscription, next }: OpenPeriod, act: PutOff, { clock }: Runtime) =>
  putOffDays(subscription, next, act, clock.now())

const REFUSALS = {
  not_found: "nothing",
  over: "nothing",
  nothing_open: "nothing",
  charging: "charging",
  not_offered: "notOffered",
  price_changed: "priceChanged",
  price_unknown: "priceUnknown",
  no_payment: "noPayment",
  not_withdrawable: "notWithdrawable",
  day_out_of_range: "wrongDay",
  nothing_sent: "nothingSent",
  not_there: "notThere",
  unavailable: "unavailable",
} as const satisfies Record<Refusal, keyof (typeof TEXTS)["en"]>

export async function sendResult(
  req: MedusaRequest,
  res: MedusaResponse,
  page: LinkPage,
  act: LinkAct,
  result: ActResult,
  /** What the page says besides; HTML. */
  more: readonly string[] = []
): Promise<void> {
  const { language, runtime, about } = page
  const words = TEXTS[language]
  if (result.kind === "refused") {
    const link = `<p><a href="${formAction(`subscriptions/${act}`, String(tokenOf(req)))}">${escapeHtml(words.again)}</a></p>`
    sendPage(res, 200, {
      language,
      title: ACTS[act][language].title,
      body: `<p>${escapeHtml(words[REFUSALS[result.reason]])}</p>${link}`,
    })
    return
  }
  const kept = act === "renew" && result.subscription.auto_renew_since !== null
  const follow = {
    cancel: words.afterCancel,
    resume: page.about?.subscription.status === "active" ? words.wentOn : words.resumed,
    stop: words.stopped,
    agree: words.agreed,
    postpone: words.postpones,
    pause: words.pauses,
    renew: kept ? words.keep : words.confirmation,
    skip: words.receipt,
    card: words.receipt,
    address: words.receipt,
    switch: words.switches,
    withdraw: words.withdrawn,
  }[act]
  const zone = about?.subscription.zone ?? runtime.options.timeZone
  const time = momentText(runtime.clock.now().toISOString(), language, zone)
  sendPage(res, 200, {
    language,
    title: ACTS[act][language].doneTitle,
    body: [
      `<p class="done" role="status">${escapeHtml(follow)}</p>`,
      ...(/^(cancel|withdraw|resume|stop|agree|postpone|pause|switch)$/.test(act)
        ? [`<p>${escapeHtml(words.receipt)}</p>`]
        : []),
      `<p class="hint">${escapeHtml(words.at(time))}</p>`,
      ...more,
      ...(act === "cancel" ? [await wayBack(page, result.subscription)] : []),
    ].join(""),
  })
}

/** Whoever pressed the wrong link undoes it with one more press, for as long as the paid time lasts. */
async function wayBack(
  { runtime, language, period }: LinkPage,
  subscription: SubscriptionRow
): Promise<string> {
  if (!mayResume(subscription, runtime.clock.now())) {
    return ""
  }
  const about = { id: subscription.id, period_index: period ?? 0 }
  const link = new URL(await subscriptionLink(runtime, "resume", about))
  const { mistake } = TEXTS[language]
  return [
    `<form method="post" action="${escapeHtml(link.pathname + link.search)}"><p>${escapeHtml(mistake)}</p>`,
    `<button type="submit" class="quiet">${escapeHtml(ACTS.resume[language].button)}</button></form>`,
  ].join("")
}
