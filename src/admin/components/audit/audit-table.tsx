import { Table } from "@medusajs/ui"
import type { AuditEntryResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useUserNames } from "../../lib/resources"
import { TextLink } from "../common/page"
import { DataTable } from "../common/data-table"

export function AuditTable({ entries }: { entries: readonly AuditEntryResponse[] }) {
  const { t, dateTime, list } = useLocale()
  const users = useUserNames(entries.map(({ actor }) => actor))
  return (
    <DataTable
      label={t("nav.audit")}
      columns={[
        t("audit.at"),
        t("audit.actor"),
        t("audit.actionLabel"),
        t("audit.entityLabel"),
        t("audit.changed"),
      ]}
    >
      {entries.map((entry) => (
        <Table.Row key={entry.id}>
          <Table.Cell className="whitespace-nowrap">{dateTime(entry.occurred_at)}</Table.Cell>
          <Table.Cell className="max-w-56 truncate">
            {users.get(entry.actor) ?? entry.actor}
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap">
            {t(`audit.action.${entry.action}`, { defaultValue: entry.action })}
          </Table.Cell>
          <Table.Cell className="h-auto whitespace-normal break-words py-2">
            <About entry={entry} />
          </Table.Cell>
          <Table.Cell className="h-auto whitespace-normal break-words py-2">
            {entry.changed === null || entry.changed.length === 0 ? "–" : list(entry.changed)}
          </Table.Cell>
        </Table.Row>
      ))}
    </DataTable>
  )
}

const PAGES: Readonly<Record<string, string>> = {
  automation: "automations",
  template: "templates",
  placement: "placements",
}

/** What was changed, with its page where it still has one. */
function About({ entry }: { entry: AuditEntryResponse }) {
  const { t } = useLocale()
  const { entity, entity_id, entity_name } = entry
  const page = entity_name === null ? undefined : PAGES[entity]
  const what = t(`audit.entity.${entity}`, { defaultValue: entity })
  return (
    <>
      {what}:{" "}
      {page === undefined ? (
        <span>{t(`audit.part.${entity_id}`, { defaultValue: entity_id })}</span>
      ) : (
        <TextLink to={`/kairos/${page}/${entity_id}`}>{entity_name}</TextLink>
      )}
    </>
  )
}
