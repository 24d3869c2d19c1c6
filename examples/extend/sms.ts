import { defineChannel } from "medusa-plugin-kairos/extend"

const STOP = { en: "Stop", es: "Baja", pt: "Sair" } as const

/** Text messages. The shop configures a notification provider for the channel `sms`; Kairos hands it address and text. */
export const sms = defineChannel({
  code: "sms",
  label: { en: "SMS", es: "SMS", pt: "SMS" },
  consent_channel: "sms",
  obeys_quiet_hours: true,
  address_of: ({ customer }) => {
    const digits = (customer?.phone ?? "").replace(/[\s().-]/g, "")
    return /^\+[1-9]\d{7,14}$/.test(digits) ? digits : null
  },
  write: ({ text, language, purpose, links }) =>
    purpose === "service" ? text : `${text.slice(0, 300)} ${STOP[language]}: ${links.unsubscribe}`,
})
