import { Heading, Text } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import { useOverview } from "../../lib/resources"
import { ModeBanner } from "../common/mode-banner"
import { Page, Section } from "../common/page"
import { Empty, Loaded } from "../common/states"
import { AvoidedCard } from "./avoided-card"
import { CapCostCard } from "./cap-cost-card"
import { GroupTable } from "./group-table"
import { RedemptionList } from "./redemption-list"
import { TierMatrix } from "./tier-matrix"

/** What the automations brought, by what they are for. */
export function ResultsPage() {
  const { t, say, number } = useLocale()
  const query = useOverview()
  return (
    <Page>
      <ModeBanner />
      <Heading level="h1" className="sr-only">
        {t("nav.results")}
      </Heading>
      <TierMatrix />
      <Section title={t("nav.results")} description={t("result.overviewHint")}>
        <Loaded query={query} rows={6}>
          {({ overview }) =>
            overview.objectives.length === 0 ? (
              <Empty title={t("result.none")} text={t("result.noneText")} />
            ) : null
          }
        </Loaded>
      </Section>
      {query.data ? <CapCostCard caps={query.data.overview.caps} /> : null}
      {query.data ? <AvoidedCard avoided={query.data.overview.avoided} /> : null}
      {query.data?.overview.objectives.map((row) => (
        <Section
          key={row.objective}
          title={say(row.label)}
          description={`${t("result.automations")}: ${number(row.automations)}`}
        >
          <Text size="small" className="px-6 py-4">
            {say(row.summary)}
          </Text>
          <GroupTable sent={row.sent} holdout={row.holdout} label={say(row.label)} />
          <RedemptionList redemptions={row.redemptions} />
        </Section>
      ))}
    </Page>
  )
}
