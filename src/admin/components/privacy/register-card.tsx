import { Table } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import { useRegister } from "../../lib/resources"
import { Section } from "../common/page"
import { DataTable } from "../common/data-table"
import { Loaded } from "../common/states"

/** What Kairos keeps of shoppers, as the register of processing lists it. */
export function RegisterCard() {
  const { t, say, list } = useLocale()
  const query = useRegister()
  const wrap = "h-auto min-w-40 whitespace-normal break-words py-2"
  return (
    <Section title={t("privacy.register")} description={t("privacy.registerHint")}>
      <Loaded query={query} rows={10}>
        {({ register }) => (
          <DataTable
            label={t("privacy.register")}
            columns={[
              t("privacy.what"),
              t("privacy.kind"),
              t("privacy.purpose"),
              t("privacy.basis"),
              t("privacy.howLong"),
              t("privacy.atErasure"),
            ]}
          >
            {register.map((line) => (
              <Table.Row key={line.table}>
                <Table.Cell className={wrap}>{say(line.label)}</Table.Cell>
                <Table.Cell className={wrap}>
                  {list(line.classes.map((one) => t(`privacy.classes.${one}`)))}
                </Table.Cell>
                <Table.Cell className={wrap}>{say(line.purpose)}</Table.Cell>
                <Table.Cell className={wrap}>{say(line.basis)}</Table.Cell>
                <Table.Cell className={wrap}>{say(line.retention)}</Table.Cell>
                <Table.Cell className={wrap}>{say(line.at_erasure)}</Table.Cell>
              </Table.Row>
            ))}
          </DataTable>
        )}
      </Loaded>
    </Section>
  )
}
