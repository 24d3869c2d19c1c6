import { defineFact } from "../../core/catalog/define"

export const sessionUtmCampaign = defineFact({
  code: "session.utm_campaign",
  type: "text",
  part: "session",
  personal: false,
  label: {
    en: "UTM campaign",
    es: "Campaña UTM",
    pt: "Campanha UTM",
  },
  phrase: {
    en: "the UTM campaign",
    es: "la campaña UTM",
    pt: "a campanha UTM",
  },
  description: {
    en: "utm_campaign of the link that brought the visitor.",
    es: "utm_campaign del enlace que trajo al visitante.",
    pt: "utm_campaign do link que trouxe o visitante.",
  },
  read: ({ session }) => session?.utm.campaign,
  sample: "spring",
})
