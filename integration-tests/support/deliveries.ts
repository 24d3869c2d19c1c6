import type { NewDelivery } from "../../src/modules/kairos-automation/delivery-rows"

/** A marketing mail that is due and does not expire while tests run, to a person of its own. */
export const plannedDelivery = (id: string, more: Partial<NewDelivery> = {}): NewDelivery => ({
  id,
  key: `key-${id}`,
  decision_id: "kdec_1",
  automation_id: "kauto_1",
  automation_version: 1,
  event_id: "order.placed:1",
  customer_id: `cus_${id}`,
  email: `${id}@shop.example`,
  purpose: "marketing",
  step: "first",
  channel: "email",
  action: { code: "send_message", args: { channel: "email", template_id: "ktpl_1" } },
  coupons: [],
  placement: null,
  choices: null,
  passed: null,
  priority: 50,
  awaits: null,
  due_at: "2026-03-02T10:15:00Z",
  expires_at: "2099-01-01T00:00:00Z",
  ...more,
})
