import { defineChannel } from "../../core/catalog/define"
import { emailProblem } from "../../core/identity/email"

export const email = defineChannel({
  code: "email",
  label: { en: "E-mail", es: "Correo electrónico", pt: "E-mail" },
  consent_channel: "email",
  obeys_quiet_hours: true,
  // The address as it was given, not its matching form: some hosts still tell capitals apart.
  address_of: ({ customer, event }) => {
    const address = (customer?.email ?? event.email ?? "").trim()
    return emailProblem(address) === null ? address : null
  },
})
