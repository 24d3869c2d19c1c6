import { useLocale } from "../../lib/locale"
import { useDeliveries } from "../../lib/resources"
import { useFilters } from "../../lib/use-filters"
import { ExportButton } from "../common/export-button"
import { Page, Section } from "../common/page"
import { Pager } from "../common/pager"
import { Empty, Loaded } from "../common/states"
import { FilterPick } from "../forms/filters"
import { DeliveryTable } from "./delivery-table"

const LIMIT = 20
const STATES = [
  "held",
  "queued",
  "sending",
  "sent",
  "unknown",
  "refused",
  "expired",
  "failed",
  "cancelled",
  "dead",
] as const

export function DeliveriesPage() {
  const { t } = useLocale()
  const filters = useFilters(["state", "customer_id", "automation_id"] as const)
  const deliveries = useDeliveries({ ...filters.values, limit: LIMIT, offset: filters.offset })
  return (
    <Page>
      <Section
        level="h1"
        title={t("nav.deliveries")}
        description={t("delivery.hint")}
        actions={<ExportButton what="deliveries" query={filters.values} />}
      >
        <div className="px-6 py-4">
          <div className="max-w-xs">
            <FilterPick
              name="state"
              label={t("delivery.stateLabel")}
              filters={filters}
              options={STATES.map((state) => ({
                value: state,
                label: t(`delivery.state.${state}`),
              }))}
            />
          </div>
        </div>
        <Loaded query={deliveries} rows={10}>
          {(page) =>
            page.deliveries.length > 0 ? (
              <>
                <DeliveryTable deliveries={page.deliveries} />
                <Pager {...page} estimate={page.count_is_estimate} onOffset={filters.setOffset} />
              </>
            ) : (
              <Empty
                title={t(filters.isSet ? "state.nothingFound" : "delivery.noneTitle")}
                text={t("delivery.noneText")}
              />
            )
          }
        </Loaded>
      </Section>
    </Page>
  )
}
