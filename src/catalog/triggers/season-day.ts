import { defineTrigger } from "../../core/catalog/define"
import { isYearlyDay } from "../../core/schedule/yearly-day"
import { monthLabels } from "../../core/text/month-labels"
import { sampleCustomer } from "../samples"

const DEFAULT = { month: "12", day: 1 }

export const seasonDay = defineTrigger({
  code: "season.day",
  label: { en: "A day of the year", es: "Un día del año", pt: "Um dia do ano" },
  description: {
    en: "Every year on the same day, for everybody who has an account or has bought: Christmas, the beginning of summer, the shop's birthday. It begins at midnight in the shop's time zone; let the step wait until a good hour.",
    es: "Cada año el mismo día, para quien tiene cuenta o ha comprado: Navidad, el comienzo del verano, el aniversario de la tienda. Empieza a medianoche en la zona horaria de la tienda; que el paso espere hasta una buena hora.",
    pt: "Todo ano no mesmo dia, para quem tem conta ou já comprou: Natal, o começo do verão, o aniversário da loja. Começa à meia-noite no fuso da loja; deixe o passo esperar até uma boa hora.",
  },
  sentence: {
    en: "Every year on {month} {day}",
    es: "Cada año el {day} de {month}",
    pt: "Todo ano em {day} de {month}",
  },
  told: {
    en: "the shop marks {day}",
    es: "la tienda celebra el {day}",
    pt: "a loja celebra {day}",
  },
  source: { kind: "job" },
  args: [
    {
      key: "month",
      type: "select",
      label: { en: "Month", es: "Mes", pt: "Mês" },
      required: true,
      default: DEFAULT.month,
      options: monthLabels().map((label, index) => ({ value: String(index + 1), label })),
    },
    {
      key: "day",
      type: "number",
      label: { en: "Day", es: "Día", pt: "Dia" },
      required: true,
      default: DEFAULT.day,
      min: 1,
      max: 31,
      integer: true,
    },
  ],
  check: ({ month, day }) =>
    isYearlyDay({ month: Number(month), day: Number(day) })
      ? []
      : [
          {
            path: "day",
            message: "day does not exist in this month; choose one that some year has",
          },
        ],
  provides: ["customer", "profile"],
  // Whoever activates it at noon still reaches everybody; the day after it is over.
  max_age_hours: 24,
  matches: ({ snapshot }, { month = DEFAULT.month, day = DEFAULT.day }) =>
    snapshot.properties?.month === Number(month) && snapshot.properties.day === day,
  sample: {
    id: "season.day:12-1:2026:cus_01SAMPLE",
    name: "season.day",
    entity_id: "cus_01SAMPLE",
    customer_id: "cus_01SAMPLE",
    email: "ana@shop.example",
    occurred_at: "2026-11-30T23:00:00.000Z",
    source: "job",
    snapshot: { customer: sampleCustomer, properties: { month: 12, day: 1 } },
  },
})
