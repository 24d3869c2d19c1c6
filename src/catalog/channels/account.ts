import { defineChannel } from "../../core/catalog/define"

export const account = defineChannel({
  code: "account",
  label: { en: "In the account", es: "En la cuenta", pt: "Na conta" },
  consent_channel: "on_site",
  obeys_quiet_hours: false,
  address_of: ({ customer, event }) => customer?.id ?? event.customer_id,
})
