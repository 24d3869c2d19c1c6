import { Text } from "@medusajs/ui"
import type { TierBreakdown } from "../../../types"
import { useLocale } from "../../lib/locale"

type TierBreakdownViewProps = { breakdown: TierBreakdown; currency: string | null }
type Component = TierBreakdown["components"][number]

const MONEY: ReadonlySet<Component["name"]> = new Set([
  "monetary",
  "potential",
  "margin",
  "service",
  "referrals",
])

const SHARES: ReadonlySet<Component["name"]> = new Set(["returns", "discounts", "wallet"])
/** Neither money nor a share. */
type Counted = "recency" | "frequency"

/** Why this tier: each component with its points, the score that they make, and the cheapest way up. */
export function TierBreakdownView({ breakdown, ...props }: TierBreakdownViewProps) {
  const { t, number, money, percent, date } = useLocale()
  // The policy's, into which other currencies were converted.
  const currency = breakdown.currency_code ?? props.currency
  const valueOf = ({ name, value, currency_code, count }: Component) =>
    value === null
      ? t("decision.unknown")
      : MONEY.has(name)
        ? count === undefined
          ? money(value, currency_code ?? currency)
          : t("tier.value.referrals", {
              customers: number(count),
              value: money(value, currency_code ?? currency),
            })
        : SHARES.has(name)
          ? percent(value)
          : t(`tier.value.${name as Counted}`, { value: number(value) })
  return (
    <div className="flex flex-col gap-y-2">
      <table className="txt-compact-small w-full">
        <thead className="text-ui-fg-subtle text-left">
          <tr>
            <th className="py-1 font-medium">{t("tier.component")}</th>
            <th className="py-1 font-medium">{t("condition.value")}</th>
            <th className="py-1 text-right font-medium">{t("tier.pointsShort")}</th>
            <th className="py-1 text-right font-medium">{t("tier.contribution")}</th>
          </tr>
        </thead>
        <tbody>
          {breakdown.components.map((component) => (
            <tr key={component.name}>
              <td className="py-1">{t(`tier.${component.name}`)}</td>
              <td className="py-1">{valueOf(component)}</td>
              <td className="py-1 text-right tabular-nums">{component.points} / 5</td>
              <td className="py-1 text-right tabular-nums">{number(component.contribution)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className="border-ui-border-base border-t">
          <tr>
            <td className="py-1 font-medium" colSpan={3}>
              {t("tier.score")}
            </td>
            <td className="py-1 text-right font-medium tabular-nums">{number(breakdown.score)}</td>
          </tr>
        </tfoot>
      </table>
      {breakdown.held ? (
        <Text size="small">
          {t(`tier.held.${breakdown.held.kind}`, {
            tier: breakdown.tier,
            next: breakdown.held.next,
            date: breakdown.held.until === null ? "" : date(breakdown.held.until),
          })}
        </Text>
      ) : null}
      {breakdown.missing_rates === undefined ? null : (
        <Text size="small">
          {t("tier.missingRates", {
            missing: breakdown.missing_rates.join(", ").toUpperCase(),
          })}
        </Text>
      )}
      {/* Who rises soon has nothing left to do for it. */}
      {breakdown.held?.kind === "stay" ? null : breakdown.distance ? (
        <Distance distance={breakdown.distance} currency={currency} />
      ) : (
        <Text size="small">{t("tier.highest")}</Text>
      )}
      <Text size="xsmall" className="text-ui-fg-subtle">
        {t("tier.computedAt", { date: date(breakdown.computed_at) })}
      </Text>
    </div>
  )
}

type DistanceProps = {
  distance: NonNullable<TierBreakdown["distance"]>
  currency: string | null
}

function Distance({ distance, currency }: DistanceProps) {
  const { t, number, money } = useLocale()
  return (
    <div>
      <Text size="small">
        {t("tier.distance", { tier: distance.to, score: number(distance.score_missing) })}
      </Text>
      <ul className="txt-small list-disc pl-4">
        {distance.options.map((option) => (
          <li key={option.name}>
            {t(`tier.option.${option.name}`, {
              missing: MONEY.has(option.name)
                ? money(option.missing, currency)
                : number(option.missing),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
