import { Button } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useLocale } from "../../lib/locale"
import { useSubscriptions } from "../../lib/resources"
import { useFilters } from "../../lib/use-filters"
import { ModeBanner } from "../common/mode-banner"
import { Page, Section } from "../common/page"
import { Pager } from "../common/pager"
import { Empty, Loaded } from "../common/states"
import { SubscriptionFilters, SUBSCRIPTION_FILTERS } from "./subscription-filters"
import { SubscriptionTable } from "./subscription-table"

const LIMIT = 20

export function SubscriptionsPage() {
  const { t } = useLocale()
  const filters = useFilters(SUBSCRIPTION_FILTERS)
  const query = useSubscriptions({ ...filters.values, limit: LIMIT, offset: filters.offset })
  const plans = (
    <Button size="small" variant="secondary" asChild>
      <Link to="/kairos/subscriptions/plans">{t("plan.many")}</Link>
    </Button>
  )
  return (
    <Page>
      <ModeBanner />
      <Section
        level="h1"
        title={t("nav.subscriptions")}
        description={t("subscription.hint")}
        actions={
          <>
            <Button size="small" variant="secondary" asChild>
              <Link to="/kairos/subscriptions/outlook">{t("subscription.outlook")}</Link>
            </Button>
            {plans}
          </>
        }
      >
        <SubscriptionFilters filters={filters} />
        <Loaded query={query} rows={10}>
          {(page) =>
            page.subscriptions.length > 0 ? (
              <>
                <SubscriptionTable subscriptions={page.subscriptions} />
                <Pager {...page} onOffset={filters.setOffset} />
              </>
            ) : filters.isSet ? (
              <Empty title={t("state.nothingFound")} text={t("subscription.noneFound")} />
            ) : (
              <Empty title={t("subscription.noneTitle")} text={t("subscription.noneText")}>
                {plans}
              </Empty>
            )
          }
        </Loaded>
      </Section>
    </Page>
  )
}
