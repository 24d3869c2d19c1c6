import { Checkbox, Label } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import { useCustomerGroups, usePlacements } from "../../lib/resources"
import { TextLink } from "../common/page"
import { Pick } from "../forms/controls"
import { Field } from "../forms/field"
import type { PlanDraft, TermsChange } from "./plan-draft"

const NONE = "none"
const FLOORS = ["A", "B"] as const
const ALL = { limit: 100 }

type GrantFieldsProps = { terms: PlanDraft["terms"]; onChange: TermsChange }

/** What its holders have of it while it lasts. */
export function GrantFields({ terms, onChange }: GrantFieldsProps) {
  const { t } = useLocale()
  const groups = useCustomerGroups()
  return (
    <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-2">
      <Field label={t("plan.group")} hint={t("plan.groupHint")} path="terms.customer_group_id">
        {(control) => (
          <Pick
            {...control}
            value={terms.customer_group_id ?? NONE}
            options={[
              { value: NONE, label: t("form.empty") },
              ...groups.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(id) => onChange({ customer_group_id: id === NONE ? null : id })}
          />
        )}
      </Field>
      <Field label={t("plan.tierFloor")} hint={t("plan.tierFloorHint")} path="terms.tier_floor">
        {(control) => (
          <Pick
            {...control}
            value={terms.tier_floor ?? NONE}
            options={[
              { value: NONE, label: t("form.empty") },
              ...FLOORS.map((tier) => ({ value: tier, label: tier })),
            ]}
            onChange={(tier) =>
              onChange({ tier_floor: tier === NONE ? null : (tier as (typeof FLOORS)[number]) })
            }
          />
        )}
      </Field>
      <Field
        label={t("plan.placements")}
        hint={t("plan.placementsHint")}
        path="terms.placements"
        deep
        className="md:col-span-2"
      >
        {(control) => (
          <PlacementBoxes
            id={control.id}
            chosen={terms.placements ?? []}
            label={t("plan.placements")}
            onChange={(placements) => onChange({ placements })}
          />
        )}
      </Field>
    </div>
  )
}

type PlacementBoxesProps = {
  id: string
  label: string
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}

/** One that was deleted since stays visible, so that it can be taken away. */
function PlacementBoxes({ id, label, chosen, onChange }: PlacementBoxesProps) {
  const { t } = useLocale()
  const { data } = usePlacements(ALL)
  const known = data?.placements ?? []
  const gone = chosen.filter((code) => data && !known.some((one) => one.code === code))
  const boxes = [
    ...known.map(({ code, name }) => ({ code, text: `${name} (${code})` })),
    ...gone.map((code) => ({ code, text: t("form.gone", { value: code }) })),
  ]
  if (data && boxes.length === 0) {
    return (
      <p id={id} className="txt-small">
        {t("form.noPlacements")}{" "}
        <TextLink to="/kairos/placements/new">{t("placement.new")}</TextLink>
      </p>
    )
  }
  return (
    <div id={id} role="group" aria-label={label} className="flex flex-col gap-y-2">
      {boxes.map(({ code, text }) => (
        <div key={code} className="flex items-center gap-x-2">
          <Checkbox
            id={`${id}-${code}`}
            checked={chosen.includes(code)}
            onCheckedChange={(on) =>
              onChange(on === true ? [...chosen, code] : chosen.filter((one) => one !== code))
            }
          />
          <Label htmlFor={`${id}-${code}`} size="small">
            {text}
          </Label>
        </div>
      ))}
    </div>
  )
}
