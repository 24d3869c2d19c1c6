import { AllowedLink } from "../common/allowed-button"
import { Table } from "@medusajs/ui"
import { useState } from "react"
import type { PlacementResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { usePlacements } from "../../lib/resources"
import { Page, Section, TextLink } from "../common/page"
import { Pager } from "../common/pager"
import { DataTable } from "../common/data-table"
import { Empty, Loaded } from "../common/states"
import { ReservedFor } from "./reserved-for"

const LIMIT = 20

export function PlacementsPage() {
  const { t } = useLocale()
  const [offset, setOffset] = useState(0)
  const placements = usePlacements({ limit: LIMIT, offset })
  const create = (
    <AllowedLink needs="edit" size="small" to="/kairos/placements/new">
      {t("placement.new")}
    </AllowedLink>
  )
  return (
    <Page>
      <Section
        level="h1"
        title={t("nav.placements")}
        description={t("placement.hint")}
        actions={create}
      >
        <Loaded query={placements}>
          {(page) =>
            page.placements.length > 0 ? (
              <>
                <PlacementTable placements={page.placements} />
                <Pager {...page} onOffset={setOffset} />
              </>
            ) : (
              <Empty title={t("placement.noneTitle")} text={t("placement.noneText")}>
                {create}
              </Empty>
            )
          }
        </Loaded>
      </Section>
    </Page>
  )
}

function PlacementTable({ placements }: { placements: PlacementResponse[] }) {
  const { t, dateTime } = useLocale()
  return (
    <DataTable
      label={t("nav.placements")}
      columns={[
        t("placement.name"),
        t("placement.code"),
        t("placement.fallback"),
        t("placement.reserved"),
        t("template.changed"),
      ]}
    >
      {placements.map((placement) => (
        <Table.Row key={placement.code}>
          <Table.Cell>
            <TextLink to={`/kairos/placements/${encodeURIComponent(placement.code)}`}>
              {placement.name}
            </TextLink>
          </Table.Cell>
          <Table.Cell>
            <code className="text-xs">{placement.code}</code>
          </Table.Cell>
          <Table.Cell className="max-w-md truncate">
            {placement.fallback?.headline ?? t("placement.noFallback")}
          </Table.Cell>
          <Table.Cell>
            <ReservedFor plans={placement.reserved_by} />
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap">{dateTime(placement.updated_at)}</Table.Cell>
        </Table.Row>
      ))}
    </DataTable>
  )
}
