import { defineFact } from "../../core/catalog/define"

export const subscriptionCardDaysLeft = defineFact({
  code: "subscription.card_days_left",
  type: "number",
  part: "subscription",
  personal: true,
  label: {
    en: "Days until the card expires",
    es: "Días hasta que caduca la tarjeta",
    pt: "Dias até o cartão vencer",
  },
  phrase: {
    en: "the days until the card expires",
    es: "los días hasta que caduca la tarjeta",
    pt: "os dias até o cartão vencer",
  },
  description: {
    en: "Whole days for which the card still paid when it was told. Only of a card that expires soon.",
    es: "Días enteros que le quedaban a la tarjeta al avisar. Solo de una tarjeta que caduca pronto.",
    pt: "Dias inteiros que restavam ao cartão no aviso. Só de um cartão que vence em breve.",
  },
  read: ({ subscription }) => subscription?.card?.days_left,
  sample: 30,
})
