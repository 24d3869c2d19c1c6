import { Table } from "@medusajs/ui"
import type { TierPolicy } from "../../../types"
import { useLocale } from "../../lib/locale"
import type { PathKey } from "../../lib/set-in"
import { Scroll } from "../common/scroll"
import { NumberInput } from "../forms/controls"
import { Field } from "../forms/field"

export type SetPolicy = (path: readonly PathKey[], value: unknown) => void

const ROWS = [
  { name: "recency", key: "recency_days" },
  { name: "frequency", key: "frequency" },
  { name: "monetary", key: "monetary" },
] as const

/** Four cut points make five classes; recency counts down (fewer days are better), the others up. */
const POINTS = { recency: [5, 4, 3, 2], frequency: [2, 3, 4, 5], monetary: [2, 3, 4, 5] } as const

export function CutPoints({ policy, set }: { policy: TierPolicy; set: SetPolicy }) {
  const { t } = useLocale()
  return (
    <Scroll label={t("tier.cutPoints")}>
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("tier.component")}</Table.HeaderCell>
            <Table.HeaderCell colSpan={4}>{t("tier.cutPoints")}</Table.HeaderCell>
            <Table.HeaderCell>{t("tier.weight")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {ROWS.map(({ name, key }) => (
            <Table.Row key={name}>
              <Table.Cell className="h-auto min-w-48 whitespace-normal py-2">
                {t(`tier.policyOf.${name}`)}
              </Table.Cell>
              {policy[key].map((value, index) => (
                <Table.Cell key={index} className="h-auto py-2">
                  <Field
                    hideLabel
                    label={t("tier.cutPoint", {
                      component: t(`tier.${name}`),
                      points: POINTS[name][index],
                    })}
                    hint={t("tier.points", { points: POINTS[name][index] })}
                    path={`tiers.${key}.${index}`}
                  >
                    {(control) => (
                      <NumberInput
                        {...control}
                        min={0}
                        value={value}
                        onChange={(next) => set([key, index], next)}
                      />
                    )}
                  </Field>
                </Table.Cell>
              ))}
              <Table.Cell className="h-auto py-2">
                <Field
                  hideLabel
                  label={t("tier.weightOf", { component: t(`tier.${name}`) })}
                  hint={t("tier.weight")}
                  path={`tiers.weights.${name}`}
                >
                  {(control) => (
                    <NumberInput
                      {...control}
                      min={0}
                      value={policy.weights[name]}
                      onChange={(next) => set(["weights", name], next)}
                    />
                  )}
                </Field>
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </Scroll>
  )
}
