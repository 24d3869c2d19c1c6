import { defineChannel } from "../../core/catalog/define"

export const onSite = defineChannel({
  code: "on_site",
  label: { en: "On the site", es: "En la tienda", pt: "Na loja" },
  consent_channel: "on_site",
  obeys_quiet_hours: false,
  // Whoever looks at the page is there already; an offer that waits needs a customer to wait for.
  address_of: ({ customer, event }) =>
    customer?.id ?? event.customer_id ?? (event.name === "placement.requested" ? "visitor" : null),
})
