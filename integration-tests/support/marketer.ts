import type { HttpClient } from "./http-client"
import { ok, registerShopper, type Shopper, type Shopping } from "./shopper"

/*
 * What the shop's marketer does before a test begins: templates, automations, and shoppers who agreed to hear from the shop.
 */
type Fields = Readonly<Record<string, unknown>>
type Made = { readonly id: string }

/** A template in English; without other wishes a greeting that is marketing. */
export async function makeTemplate(admin: HttpClient, more: Fields = {}): Promise<Made> {
  const { template } = ok(
    await admin.post("/admin/kairos/templates", {
      name: "Hello",
      locale: "en",
      purpose: "marketing",
      subject: "Hello",
      body: "<p>Hello</p>",
      ...more,
    })
  )
  return template
}

/** An automation as it was given, active from now on. */
export async function activated(admin: HttpClient, definition: Fields): Promise<Made> {
  const { automation } = ok(await admin.post("/admin/kairos/automations", definition))
  ok(await admin.post(`/admin/kairos/automations/${automation.id}/activate`))
  return automation
}

export const mailAction = (template_id: string) => ({
  code: "send_message",
  args: { channel: "email", template_id },
})

/** Ten percent for a week. */
export const couponAction = (args: Fields = {}) => ({
  code: "issue_coupon",
  args: { kind: "percent", value: 10, valid_days: 7, ...args },
})

/** An automation for `order.placed` that mails "Hello" at once, active from now on. */
export async function mailAutomation(
  admin: HttpClient,
  { step = {}, ...more }: Fields & { readonly step?: Fields } = {}
): Promise<{ readonly automation: Made; readonly template: Made }> {
  const template = await makeTemplate(admin)
  const automation = await activated(admin, {
    name: "Hello",
    trigger: { code: "order.placed", args: {} },
    ...more,
    steps: [
      {
        key: "first",
        wait: { minutes: 0 },
        valid_for_minutes: 2880,
        actions: [mailAction(template.id)],
        ...step,
      },
    ],
  })
  return { automation, template }
}

/** Whoever lives at this address agrees to the shop's mails. */
export async function agreeTo(shop: Pick<Shopping, "store">, email: string): Promise<void> {
  ok(
    await shop.store.post("/store/kairos/consents", {
      email,
      purpose: "marketing",
      channel: "email",
      source: "registration",
      text_version: "2026-01",
    })
  )
}

/** A customer with an account, who agreed to the shop's mails. */
export async function agreedShopper(shop: Shopping, email: string): Promise<Shopper> {
  await agreeTo(shop, email)
  return registerShopper(shop, email)
}
