import { AllowedLink } from "../common/allowed-button"
import { Table } from "@medusajs/ui"
import { useState } from "react"
import type { TemplateResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useTemplates } from "../../lib/resources"
import { Page, Section, TextLink } from "../common/page"
import { Pager } from "../common/pager"
import { DataTable } from "../common/data-table"
import { Empty, Loaded } from "../common/states"

const LIMIT = 20

export function TemplatesPage() {
  const { t } = useLocale()
  const [offset, setOffset] = useState(0)
  const templates = useTemplates({ limit: LIMIT, offset })
  const create = (
    <AllowedLink needs="edit" size="small" to="/kairos/templates/new">
      {t("template.new")}
    </AllowedLink>
  )
  return (
    <Page>
      <Section
        level="h1"
        title={t("nav.templates")}
        description={t("template.hint")}
        actions={create}
      >
        <Loaded query={templates}>
          {(page) =>
            page.templates.length > 0 ? (
              <>
                <TemplateTable templates={page.templates} />
                <Pager {...page} onOffset={setOffset} />
              </>
            ) : (
              <Empty title={t("template.noneTitle")} text={t("template.noneText")}>
                {create}
              </Empty>
            )
          }
        </Loaded>
      </Section>
    </Page>
  )
}

function TemplateTable({ templates }: { templates: TemplateResponse[] }) {
  const { t, dateTime } = useLocale()
  return (
    <DataTable
      label={t("nav.templates")}
      columns={[
        t("template.name"),
        t("template.subject"),
        t("template.locale"),
        t("template.purpose"),
        t("template.changed"),
      ]}
    >
      {templates.map((template) => (
        <Table.Row key={template.id}>
          <Table.Cell>
            <TextLink to={`/kairos/templates/${template.id}`}>{template.name}</TextLink>
          </Table.Cell>
          <Table.Cell className="max-w-md truncate">{template.subject}</Table.Cell>
          <Table.Cell>
            {t(`language.${template.locale}`, { defaultValue: template.locale })}
          </Table.Cell>
          <Table.Cell>
            {t(`purpose.${template.purpose}`, { defaultValue: template.purpose })}
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap">{dateTime(template.updated_at)}</Table.Cell>
        </Table.Row>
      ))}
    </DataTable>
  )
}
