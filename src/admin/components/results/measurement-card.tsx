import { Text } from "@medusajs/ui"
import type { MeasurementResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useMeasurement } from "../../lib/resources"
import { ChartBox } from "../common/chart-box"
import { Fact, Section } from "../common/page"
import { Loaded } from "../common/states"
import { GroupTable } from "./group-table"
import { RedemptionList } from "./redemption-list"

type Measurement = MeasurementResponse["measurement"]

/** What one automation brought, and what it would have done in shadow mode. */
export function MeasurementCard({ automationId }: { automationId: string }) {
  const query = useMeasurement(automationId)
  return (
    <Loaded query={query} rows={6}>
      {({ measurement }) => (
        <>
          <BroughtCard measurement={measurement} />
          <ShadowCard shadow={measurement.shadow} />
        </>
      )}
    </Loaded>
  )
}

function BroughtCard({ measurement }: { measurement: Measurement }) {
  const { t, say, day } = useLocale()
  const { sent, holdout, by_day, redemptions } = measurement
  const isEmpty = sent.decisions + holdout.decisions === 0
  return (
    <Section title={t("result.title")} description={t("result.hint")}>
      <Text size="small" className="px-6 py-4">
        {isEmpty ? t("result.none") : say(measurement.summary)}
      </Text>
      {isEmpty ? null : (
        <>
          <ChartBox
            height={200}
            points={by_day.map((point) => ({
              name: day(point.day),
              values: [point.sent, point.sent_goals],
            }))}
            series={[
              { label: t("decision.kind.send"), color: "grey" },
              { label: t("result.goals"), color: "green" },
            ]}
          />
          <GroupTable sent={sent} holdout={holdout} label={t("result.title")} />
        </>
      )}
      <RedemptionList redemptions={redemptions} />
    </Section>
  )
}

function ShadowCard({ shadow }: { shadow: Measurement["shadow"] }) {
  const { t, number, money } = useLocale()
  const skipped = shadow.reasons.reduce((sum, { count }) => sum + count, 0)
  if (shadow.would_send + skipped === 0) {
    return null
  }
  return (
    <Section title={t("result.shadow")} description={t("result.shadowHint")}>
      <dl className="divide-y">
        <Fact term={t("result.wouldSend")}>{number(shadow.would_send)}</Fact>
        <Fact term={t("result.people")}>{number(shadow.people)}</Fact>
        {shadow.coupons.would_issue > 0 ? (
          <Fact term={t("result.wouldIssue")}>{number(shadow.coupons.would_issue)}</Fact>
        ) : null}
        {shadow.coupons.fixed.map(({ amount, currency_code }) => (
          <Fact key={currency_code} term={t("result.worth")}>
            {money(amount, currency_code)}
          </Fact>
        ))}
        <Fact term={t("result.wouldSkip")}>{number(skipped)}</Fact>
        {shadow.reasons.map(({ reason, count }) => (
          <Fact key={reason} term={t(`reason.${reason}`)}>
            {number(count)}
          </Fact>
        ))}
        {shadow.later.map((step) => (
          <LaterStep key={step.step} {...step} />
        ))}
      </dl>
    </Section>
  )
}

/** A step after the first one, as far as it is due. */
function LaterStep({ step, would_send, waits, reasons }: Measurement["shadow"]["later"][number]) {
  const { t, number } = useLocale()
  return (
    <Fact term={t("result.later", { step })}>
      {t("result.laterSend", { number: number(would_send) })}
      {waits > 0 ? (
        <span className="block">{t("result.laterWaits", { number: number(waits) })}</span>
      ) : null}
      {reasons.map(({ reason, count }) => (
        <span key={reason} className="text-ui-fg-subtle block">
          {t(`reason.${reason}`)}: {number(count)}
        </span>
      ))}
    </Fact>
  )
}
