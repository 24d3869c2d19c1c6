import { useLocale } from "../../lib/locale"
import { useDeliveries } from "../../lib/resources"
import { useFilters } from "../../lib/use-filters"
import { ExportButton } from "../common/export-button"
import { Page, Section } from "../common/page"
import { Pager } from "../common/pager"
import { Empty, Loaded } from "../common/states"
import { Pick } from "../forms/controls"
import { Field } from "../forms/field"
import { DeliveryTable } from "./delivery-table"

const LIMIT = 20
const ANY = "any"
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
          <Field label={t("delivery.stateLabel")} className="max-w-xs">
            {(control) => (
              <Pick
                {...control}
                value={filters.values.state ?? ANY}
                options={[
                  { value: ANY, label: t("form.any") },
                  ...STATES.map((state) => ({
                    value: state,
                    label: t(`delivery.state.${state}`),
                  })),
                ]}
                onChange={(next) => filters.set("state", next === ANY ? "" : next)}
              />
            )}
          </Field>
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
