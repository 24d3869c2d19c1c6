import { defineTrigger } from "../../core/catalog/define"
import { sampleCustomer } from "../samples"

export const customerRegistered = defineTrigger({
  code: "customer.registered",
  label: { en: "Customer registered", es: "Cliente registrado", pt: "Cliente cadastrado" },
  description: {
    en: "Somebody made an account; guests do not enter.",
    es: "Alguien creó una cuenta; los invitados no entran.",
    pt: "Alguém criou uma conta; visitantes não entram.",
  },
  sentence: {
    en: "When a customer registers",
    es: "Cuando un cliente se registra",
    pt: "Quando um cliente se cadastra",
  },
  told: {
    en: "you registered on {day}",
    es: "te registraste el {day}",
    pt: "você se cadastrou em {day}",
  },
  source: { kind: "event", name: "customer.created" },
  args: [],
  provides: ["customer", "profile"],
  max_age_hours: 48,
  // Medusa creates a customer for every guest order too.
  matches: (event) => event.snapshot.customer?.has_account !== false,
  sample: {
    id: "customer.registered:cus_01SAMPLE",
    name: "customer.registered",
    entity_id: "cus_01SAMPLE",
    customer_id: "cus_01SAMPLE",
    email: "ana@shop.example",
    occurred_at: "2025-11-20T09:00:00.000Z",
    source: "bus",
    snapshot: { customer: sampleCustomer },
  },
})
