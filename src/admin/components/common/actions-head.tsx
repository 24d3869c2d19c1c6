import { Table } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"

/** The head of a column of buttons: it has nothing to show, and something to say to who hears the table. */
export function ActionsHead() {
  const { t } = useLocale()
  return (
    <Table.HeaderCell>
      <span className="sr-only">{t("form.actions")}</span>
    </Table.HeaderCell>
  )
}
