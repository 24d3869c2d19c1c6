import { AllowedLink } from "../common/allowed-button"
import { StatusBadge, Table } from "@medusajs/ui"
import type { PlanResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { usePlans, useProductNames } from "../../lib/resources"
import { useFilters } from "../../lib/use-filters"
import { Page, Section, TextLink } from "../common/page"
import { Pager } from "../common/pager"
import { DataTable } from "../common/data-table"
import { Empty, Loaded } from "../common/states"
import { FilterBar, FilterPick } from "../forms/filters"
import { TermWords } from "./term-facts"

const LIMIT = 20
const STATUSES = ["active", "archived"] as const
const COLUMNS = ["name", "product", "term", "renewal", "price", "status"] as const

export function PlansPage() {
  const { t } = useLocale()
  const filters = useFilters(["status"] as const)
  const query = usePlans({ ...filters.values, limit: LIMIT, offset: filters.offset })
  const create = (
    <AllowedLink needs="configure" size="small" to="/kairos/subscriptions/plans/new">
      {t("plan.new")}
    </AllowedLink>
  )
  return (
    <Page>
      <Section level="h1" title={t("plan.many")} description={t("plan.hint")} actions={create}>
        <FilterBar filters={filters}>
          <FilterPick
            name="status"
            label={t("plan.statusLabel")}
            filters={filters}
            options={STATUSES.map((status) => ({
              value: status,
              label: t(`plan.status.${status}`),
            }))}
          />
        </FilterBar>
        <Loaded query={query}>
          {(page) =>
            page.plans.length > 0 ? (
              <>
                <PlanTable plans={page.plans} />
                <Pager {...page} onOffset={filters.setOffset} />
              </>
            ) : filters.isSet ? (
              <Empty title={t("state.nothingFound")} />
            ) : (
              <Empty title={t("plan.noneTitle")} text={t("plan.noneText")}>
                {create}
              </Empty>
            )
          }
        </Loaded>
      </Section>
    </Page>
  )
}

export function PlanBadge({ status }: Pick<PlanResponse, "status">) {
  const { t } = useLocale()
  return (
    <StatusBadge
      className="shrink-0 whitespace-nowrap"
      color={status === "active" ? "green" : "grey"}
    >
      {t(`plan.status.${status}`)}
    </StatusBadge>
  )
}

function PlanTable({ plans }: { plans: readonly PlanResponse[] }) {
  const { t, money } = useLocale()
  const products = useProductNames(plans.map(({ product_id }) => product_id))
  return (
    <DataTable label={t("plan.many")} columns={COLUMNS.map((column) => t(`plan.column.${column}`))}>
      {plans.map((plan) => (
        <Table.Row key={plan.id}>
          <Table.Cell className="max-w-64 truncate">
            <TextLink to={`/kairos/subscriptions/plans/${plan.id}`}>{plan.name}</TextLink>
          </Table.Cell>
          <Table.Cell className="max-w-64 truncate">
            {products.get(plan.product_id)?.title ?? plan.product_id}
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap">
            <TermWords terms={plan.terms} />
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap">
            {t(`plan.renewalOf.${plan.terms.renewal}`)}
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap tabular-nums">
            {plan.terms.price === null
              ? t("plan.productPrice")
              : money(plan.terms.price.amount, plan.terms.price.currency_code)}
          </Table.Cell>
          <Table.Cell>
            <PlanBadge status={plan.status} />
          </Table.Cell>
        </Table.Row>
      ))}
    </DataTable>
  )
}
