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
  await createAutomations(admin)
  for (const customer of shop.customers) {
    await agree(api, shop, customer, CONSENTS[customer.tier] ?? [])
  }
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
  for (const { definition, active } of automations(templateId)) {
    const found = existing.find(({ name }) => name === definition.name)
    const automation =
      found ?? (await admin.post("/admin/kairos/automations", definition)).automation
    if (active && automation.status === "draft") {
      await admin.post(`/admin/kairos/automations/${automation.id}/activate`)
    }
  }
}

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
