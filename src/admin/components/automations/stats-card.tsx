import type { AutomationResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { Fact, Section, TextLink } from "../common/page"

export function StatsCard({ automation }: { automation: AutomationResponse }) {
  const { t, number } = useLocale()
  const { stats } = automation
  const decisions = (filter: string) => `/kairos/decisions?automation_id=${automation.id}&${filter}`
  return (
    <Section title={t("automation.last30")}>
      <dl className="divide-y">
        {(["send", "hold", "skip"] as const).map((kind) => (
          <Fact key={kind} term={t(`decision.kind.${kind}`)}>
            <TextLink to={decisions(`kind=${kind}`)}>
              {number({ send: stats.sent, hold: stats.held, skip: stats.skipped }[kind])}
            </TextLink>
          </Fact>
        ))}
        {stats.reasons.map(({ reason, count }) => (
          <Fact key={reason} term={t(`reason.${reason}`)}>
            <TextLink to={decisions(`reason=${reason}`)}>{number(count)}</TextLink>
          </Fact>
        ))}
        {stats.deliveries.map(({ state, count }) => (
          <Fact key={state} term={`${t("delivery.one")}: ${t(`delivery.state.${state}`)}`}>
            {number(count)}
          </Fact>
        ))}
      </dl>
    </Section>
  )
}
