import { automations } from "../content/automations.mjs"
import { PLACEMENTS } from "../content/placements.mjs"
import { TEMPLATES } from "../content/templates.mjs"
import { httpClient, logIn } from "./http.mjs"

/** Who agreed to what, so that the demo shows both: Ana to everything, Bruno to nothing, Clara to the page alone. */
const CONSENTS = {
  A: [
    { purpose: "marketing", channel: "email", granted: true },
    { purpose: "personalisation", channel: "on_site", granted: true },
  ],
  C: [{ purpose: "personalisation", channel: "on_site", granted: true }],
}

/** Reminds whoever needs a product again, of whatever the shop knows how long it lasts. */
const REMINDER = "replenish_reminder"

/**
 * Fills the shop through the same routes that its owner and its customers use: placements, templates, automations, and
 * the consents of the demo's customers. What exists already, by code or name and language, stays.
 * @param {string} api
 * @param {import("./shop.mjs").Shop} shop
 */
export async function fillShop(api, shop) {
  const token = await logIn(api, "user", { email: shop.admin_email, password: shop.admin_password })
  const admin = httpClient(api, { authorization: `Bearer ${token}` })
  await createMissing(admin, "placements", ["code"], PLACEMENTS)
  await createMissing(admin, "templates", ["name", "locale"], TEMPLATES)
  for (const customer of shop.customers) {
    await agree(api, shop, customer, CONSENTS[customer.tier] ?? [])
  }
  await createAutomations(admin)
}

async function createMissing(admin, resource, keys, wanted) {
  const existing = await list(admin, resource)
  const isThere = (item) => existing.some((other) => keys.every((key) => other[key] === item[key]))
  for (const one of wanted.filter((item) => !isThere(item))) {
    await admin.post(`/admin/kairos/${resource}`, one)
  }
}

async function createAutomations(admin) {
  const templates = await list(admin, "templates")
  // Any of its translations stands for all of them; the English one is what an admin reads first.
  const templateId = (name) =>
    templates.find((template) => template.name === name && template.locale === "en").id
  const existing = await list(admin, "automations")
  const { automation: reminder } = await admin.post(`/admin/kairos/presets/${REMINDER}/templates`, {
    locale: "en",
  })
  for (const { definition, active } of [...automations(templateId), atOnce(reminder)]) {
    const found = existing.find(({ name }) => name === definition.name)
    const automation =
      found ?? (await admin.post("/admin/kairos/automations", definition)).automation
    if (active && automation.status === "draft") {
      await admin.post(`/admin/kairos/automations/${automation.id}/activate`)
    }
  }
}

/** A preset as the demo has it: nobody who tries it out wants to wait for ten in the morning. */
const atOnce = (preset) => ({
  active: true,
  definition: {
    ...preset,
    steps: preset.steps.map((step) => ({ ...step, wait: { minutes: 0 } })),
  },
})

async function list(admin, resource) {
  return (await admin.get(`/admin/kairos/${resource}?limit=100`))[resource]
}

async function agree(api, shop, customer, consents) {
  if (consents.length === 0) {
    return
  }
  const token = await logIn(api, "customer", customer)
  const headers = {
    "x-publishable-api-key": shop.publishable_key,
    authorization: `Bearer ${token}`,
  }
  await httpClient(api, headers).post("/store/kairos/preferences", { consents })
}
