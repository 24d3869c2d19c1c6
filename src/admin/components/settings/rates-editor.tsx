import { Trash } from "@medusajs/icons"
import { Button, Heading, IconButton, Table, Text } from "@medusajs/ui"
import { useState } from "react"
import type { TierPolicy } from "../../../types"
import { useLocale } from "../../lib/locale"
import { Pager } from "../common/pager"
import { Scroll } from "../common/scroll"
import { NumberInput, TextInput } from "../forms/controls"
import { Field } from "../forms/field"
import type { SetPolicy } from "./cut-points"

type Rate = NonNullable<TierPolicy["rates"]>[number]
const SHOWN = 10
const COLUMNS = ["from", "to", "date", "rate"] as const

/** What money of other currencies was worth, from a day on; the rate that was added last stands first. */
export function RatesEditor({ rates, set }: { rates: readonly Rate[]; set: SetPolicy }) {
  const { t } = useLocale()
  const [offset, setOffset] = useState(0)
  const change = (next: readonly Rate[]) => set(["rates"], next)
  const add = () => {
    const last = rates[0]
    setOffset(0)
    change([{ from: last?.from ?? "", to: last?.to ?? "", date: "", rate: 1 }, ...rates])
  }
  return (
    <div className="flex flex-col gap-y-3 py-4">
      <div className="flex items-center justify-between gap-x-4 px-6">
        <div>
          <Heading level="h3">{t("tier.rates.title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t(rates.length === 0 ? "tier.rates.none" : "tier.rates.hint")}
          </Text>
        </div>
        <Button type="button" size="small" variant="secondary" onClick={add}>
          {t("tier.rates.add")}
        </Button>
      </div>
      {rates.length === 0 ? null : (
        <>
          <Scroll label={t("tier.rates.title")}>
            <Table>
              <Table.Header>
                <Table.Row>
                  {COLUMNS.map((column) => (
                    <Table.HeaderCell key={column}>{t(`tier.rates.${column}`)}</Table.HeaderCell>
                  ))}
                  <Table.HeaderCell>
                    <span className="sr-only">{t("tier.rates.remove")}</span>
                  </Table.HeaderCell>
                </Table.Row>
              </Table.Header>
              <Table.Body>
                {rates.slice(offset, offset + SHOWN).map((rate, i) => (
                  <RateRow
                    key={offset + i}
                    at={offset + i}
                    rate={rate}
                    set={set}
                    onRemove={() => change(rates.toSpliced(offset + i, 1))}
                  />
                ))}
              </Table.Body>
            </Table>
          </Scroll>
          <Pager
            list={t("tier.rates.title")}
            count={rates.length}
            offset={offset}
            limit={SHOWN}
            onOffset={setOffset}
          />
        </>
      )}
    </div>
  )
}

type RowProps = { at: number; rate: Rate; set: SetPolicy; onRemove: () => void }

function RateRow({ at, rate, set, onRemove }: RowProps) {
  const { t, number } = useLocale()
  const position = number(at + 1)
  return (
    <Table.Row>
      {COLUMNS.map((column) => (
        <Table.Cell key={column} className="h-auto py-2">
          <Field
            hideLabel
            label={t("tier.rates.field", { field: t(`tier.rates.${column}`), position })}
            path={`tiers.rates.${at}.${column}`}
          >
            {(control) =>
              column === "rate" ? (
                <NumberInput
                  {...control}
                  min={0}
                  value={rate.rate}
                  onChange={(value) => set(["rates", at, column], value)}
                />
              ) : (
                <TextInput
                  {...control}
                  type={column === "date" ? "date" : "text"}
                  placeholder={column === "date" ? undefined : t("tier.rates.code")}
                  value={rate[column]}
                  onChange={(value) =>
                    set(
                      ["rates", at, column],
                      column === "date" ? value : value.trim().toLowerCase()
                    )
                  }
                />
              )
            }
          </Field>
        </Table.Cell>
      ))}
      <Table.Cell className="h-auto py-2">
        <IconButton
          type="button"
          size="small"
          variant="transparent"
          aria-label={t("tier.rates.removeOf", { position })}
          onClick={onRemove}
        >
          <Trash />
        </IconButton>
      </Table.Cell>
    </Table.Row>
  )
}
