import { Text, toast } from "@medusajs/ui"
import type { ReactNode } from "react"
import type { Profile } from "../../lib/resources"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { useMay } from "../../lib/resources"
import { Pick } from "../forms/controls"
import { MissingText } from "../value/missing-text"

/** What last night's models expect of this customer, how sure they are, and from what. */
export function CustomerForecast({ profile }: { profile: Profile }) {
  const { t, percent, money, number, calendarDay, date } = useLocale()
  const { forecast, forecast_test: tested, due, not_yet } = profile
  if (forecast === null || forecast.repeats === null) {
    return <Text size="small">{t("value.beforeNight")}</Text>
  }
  const why = (key: string) =>
    forecast.missing[key] ? <MissingText missing={forecast.missing[key]} /> : "–"
  const range = (from: string | null, to: string | null) =>
    t("value.between", { from: calendarDay(from ?? ""), to: calendarDay(to ?? "") })
  return (
    <div className="flex flex-col gap-y-3">
      <dl className="divide-y">
        <Line term={t("value.column.alive")}>
          {forecast.alive === null || forecast.risk === null
            ? why("alive")
            : `${percent(forecast.alive)} · ${t(`value.risk.${forecast.risk}`)}`}
        </Line>
        <Line term={t("value.forecast.orders")}>
          {forecast.purchases_90 === null || forecast.purchases_365 === null
            ? why("purchases")
            : t("value.forecast.soonAndYear", {
                soon: number(forecast.purchases_90),
                year: number(forecast.purchases_365),
              })}
        </Line>
        <Line term={t("value.forecast.value")}>
          {forecast.value_90 === null || forecast.value_365 === null
            ? why("value")
            : t("value.forecast.soonAndYear", {
                soon: money(forecast.value_90, forecast.currency_code),
                year: money(forecast.value_365, forecast.currency_code),
              })}
        </Line>
        <Line term={t("value.column.next")}>
          {forecast.next_median === null
            ? why("next_order")
            : `${calendarDay(forecast.next_median)} (${range(forecast.next_from, forecast.next_to)})`}
        </Line>
        <Line term={t("value.forecast.discounts")}>
          {forecast.discount_reliance === null
            ? t("value.forecast.tooFewLines")
            : percent(forecast.discount_reliance)}
        </Line>
        {due.map((one) => (
          <Line key={one.product_key} term={one.title ?? one.product_key}>
            {t("value.forecast.due", {
              day: calendarDay(one.due_median),
              range: range(one.due_from, one.due_to),
            })}
            {one.due_rise === null
              ? null
              : `; ${t("value.rise.from", { day: calendarDay(one.due_rise) })}`}
          </Line>
        ))}
        {not_yet.map((one) => (
          <Line key={`not yet ${one.product_key}`} term={one.title ?? one.product_key}>
            {t("value.forecast.notYet", {
              day: calendarDay(one.said_on),
              days: number(one.at_least_days),
              again: calendarDay(one.remind_on),
            })}
          </Line>
        ))}
      </dl>
      {tested === null ? null : (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t(tested.or_more ? "value.forecast.testedMore" : "value.forecast.tested", {
            customers: number(tested.customers),
            repeats: number(tested.repeats),
            from: calendarDay(tested.from),
            to: calendarDay(tested.to),
            foretold: number(tested.foretold),
            happened: number(tested.happened),
          })}
        </Text>
      )}
      <ClassPick profile={profile} />
      <Text size="xsmall" className="text-ui-fg-subtle">
        {t("value.forecast.from", {
          repeats: number(forecast.repeats),
          first: date(profile.first_order_at),
          last: date(profile.last_order_at),
        })}
      </Text>
    </div>
  )
}

const Line = ({ term, children }: { term: string; children: ReactNode }) => (
  <div className="txt-compact-small grid grid-cols-2 gap-x-2 py-1.5">
    <dt className="text-ui-fg-subtle">{term}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
)

const LEARNED = "learned"
const CLASSES = ["adopter", "pragmatist", "sceptic", "laggard"] as const

/** Whoever knows the customer may know better than their purchases. */
function ClassPick({ profile }: { profile: Profile }) {
  const { t } = useLocale()
  const { forecast } = profile
  const mayCorrect = useMay("privacy")
  const send = useSend<{ buyer_class: string | null }, unknown>(
    `profiles/${profile.customer_id}/buyer-class`
  )
  if (forecast === null) {
    return null
  }
  const set = forecast.class_set_by !== null
  const name = forecast.buyer_class
    ? t(`value.class.${forecast.buyer_class}`)
    : t("value.class.unknown")
  return (
    <div className="flex flex-col gap-y-1">
      <Text size="small">
        {t("value.class.one")}: {name} {set ? `(${t("value.class.byHand")})` : ""}
      </Text>
      <Pick
        id="buyer-class"
        aria-label={t("value.class.set")}
        disabled={!mayCorrect}
        value={set ? (forecast.buyer_class ?? LEARNED) : LEARNED}
        options={[
          { value: LEARNED, label: t("value.class.learned") },
          ...CLASSES.map((one) => ({ value: one, label: t(`value.class.${one}`) })),
        ]}
        onChange={(chosen) =>
          send.mutate(
            { buyer_class: chosen === LEARNED ? null : chosen },
            { onError: (error) => toast.error(error.message) }
          )
        }
      />
    </div>
  )
}
