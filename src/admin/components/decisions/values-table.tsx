import { Table } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import { useCatalog, type Fact } from "../../lib/resources"
import { Empty } from "../common/states"

/** Every fact that was read, as it was then. */
export function ValuesTable({ values }: { values: Readonly<Record<string, unknown>> }) {
  const { t, say } = useLocale()
  const catalog = useCatalog().data?.catalog
  const facts = new Map(catalog?.facts.map((fact) => [fact.code, fact]))
  const entries = Object.entries(values)
  const format = useFactValue()
  if (entries.length === 0) {
    return <Empty title={t("decision.noValues")} />
  }
  return (
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>{t("condition.fact")}</Table.HeaderCell>
          <Table.HeaderCell>{t("condition.value")}</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {entries.map(([code, value]) => (
          <Table.Row key={code}>
            <Table.Cell className="h-auto whitespace-normal py-2">
              {say(facts.get(code)?.label) || code}
            </Table.Cell>
            <Table.Cell className="h-auto whitespace-normal break-words py-2">
              {format(value, facts.get(code))}
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  )
}

export function useFactValue() {
  const { t, say, money, number, dateTime } = useLocale()
  const text = (value: string, fact: Fact | undefined) => {
    const option = fact?.options?.find((known) => known.value === value)
    return option ? say(option.label) : fact?.type === "date" ? dateTime(value) : value
  }
  const object = (value: object) =>
    "amount" in value && "currency_code" in value
      ? money(String(value.amount), String(value.currency_code))
      : JSON.stringify(value)
  const format = (value: unknown, fact: Fact | undefined): string => {
    if (Array.isArray(value)) {
      return value.map((item) => format(item, fact)).join(", ") || t("decision.emptyList")
    }
    switch (typeof value) {
      case "boolean":
        return t(`condition.${value}`)
      case "number":
        return [number(value), say(fact?.unit)].filter(Boolean).join(" ")
      case "string":
        return text(value, fact)
      default:
        return value ? object(value) : t("decision.unknown")
    }
  }
  return format
}
