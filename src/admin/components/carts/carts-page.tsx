import { useLocale } from "../../lib/locale"
import { useCarts } from "../../lib/resources"
import { useFilters } from "../../lib/use-filters"
import { Page, Section } from "../common/page"
import { Pager } from "../common/pager"
import { Empty, Loaded } from "../common/states"
import { FilterPick } from "../forms/filters"
import { CartTable } from "./cart-table"
import { WeeksCard } from "./weeks-card"

const LIMIT = 20
const STATES = ["active", "abandoned", "emptied", "placed", "recovered"] as const

/** What became of carts, and whether whoever left one was reminded (E4). */
export function CartsPage() {
  const { t } = useLocale()
  const filters = useFilters(["state", "customer_id"] as const)
  const carts = useCarts({ ...filters.values, limit: LIMIT, offset: filters.offset })
  return (
    <Page>
      <Section level="h1" title={t("nav.carts")} description={t("cart.hint")}>
        <div className="px-6 py-4">
          <div className="max-w-xs">
            <FilterPick
              name="state"
              label={t("cart.stateLabel")}
              filters={filters}
              options={STATES.map((state) => ({ value: state, label: t(`cart.state.${state}`) }))}
            />
          </div>
        </div>
        <Loaded query={carts} rows={10}>
          {(page) =>
            page.carts.length > 0 ? (
              <>
                <CartTable carts={page.carts} />
                <Pager {...page} onOffset={filters.setOffset} />
              </>
            ) : (
              <Empty
                title={t(filters.isSet ? "state.nothingFound" : "cart.noneTitle")}
                text={t("cart.noneText")}
              />
            )
          }
        </Loaded>
      </Section>
      <WeeksCard />
    </Page>
  )
}
