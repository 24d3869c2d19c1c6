import { defineFact } from "../../core/catalog/define"

const DAY = 86_400_000

export const subscriptionDaysLeft = defineFact({
  code: "subscription.days_left",
  type: "number",
  part: "subscription",
  personal: true,
  label: {
    en: "Days until the renewal",
    es: "Días hasta la renovación",
    pt: "Dias até a renovação",
  },
  phrase: {
    en: "the days until the renewal",
    es: "los días hasta la renovación",
    pt: "os dias até a renovação",
  },
  description: {
    en: "Whole days until the next period begins, or until this one ends for good; 0 once that day has come.",
    es: "Días completos hasta que empiece el próximo período, o hasta que termine este; 0 cuando ya llegó ese día.",
    pt: "Dias completos até o próximo período começar, ou até este terminar; 0 quando esse dia já chegou.",
  },
  read: ({ now, subscription }) =>
    subscription === undefined
      ? undefined
      : Math.max(0, Math.floor((Date.parse(subscription.renews_at) - Date.parse(now)) / DAY)),
  sample: 17,
})
