import { useLocale } from "../../lib/locale"
import { useCurrencies } from "../../lib/resources"
import { MoneyInput, NumberInput, Pick, Toggle } from "../forms/controls"
import { Field } from "../forms/field"
import { inUnit, type PlanDraft, type Term, type TermsChange } from "./plan-draft"

const STRETCHES = ["day", "month", "year"] as const
const UNITS = [...STRETCHES, "use"] as const
const RENEWALS = ["automatic", "manual"] as const

/** How long it lasts, and how and for what it goes on. */
export function ChargeFields({
  terms,
  onChange,
}: {
  terms: PlanDraft["terms"]
  onChange: TermsChange
}) {
  const { t } = useLocale()
  const { term } = terms
  return (
    <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-2">
      <Field label={t("plan.termCount")} path="terms.term.count">
        {(control) => (
          <NumberInput
            {...control}
            min={1}
            step={1}
            value={term.count}
            onChange={(count) => onChange({ term: { ...term, count: count as number } })}
          />
        )}
      </Field>
      <Field label={t("plan.termUnit")} path="terms.term.unit">
        {(control) => (
          <Pick
            {...control}
            value={term.unit}
            options={UNITS.map((unit) => ({ value: unit, label: t(`plan.unit.${unit}`) }))}
            onChange={(unit) => onChange(termsIn(term, unit as Term["unit"]))}
          />
        )}
      </Field>
      {term.unit === "use" ? (
        <UseFields term={term} onChange={(next) => onChange({ term: next })} />
      ) : null}
      <Field
        label={t("plan.renewal")}
        hint={t(`plan.renewalHint.${terms.renewal}`)}
        path="terms.renewal"
      >
        {(control) => (
          <Pick
            {...control}
            value={terms.renewal}
            options={RENEWALS.map((renewal) => ({
              value: renewal,
              label: t(`plan.renewalOf.${renewal}`),
            }))}
            onChange={(renewal) => onChange({ renewal: renewal as typeof terms.renewal })}
          />
        )}
      </Field>
      <Field label={t("plan.trial")} hint={t("plan.trialHint")} path="terms.trial_days">
        {(control) => (
          <NumberInput
            {...control}
            min={0}
            step={1}
            value={terms.trial_days}
            onChange={(days) => onChange({ trial_days: days as number })}
          />
        )}
      </Field>
      <PriceFields terms={terms} onChange={onChange} />
    </div>
  )
}

/** Neither a trial nor a period that is left out is counted in uses. */
const termsIn = (term: Term, unit: Term["unit"]): Partial<PlanDraft["terms"]> => ({
  term: inUnit(term, unit),
  ...(unit === "use" ? { trial_days: 0, may_skip: false } : {}),
})

type UseTerm = Extract<Term, { unit: "use" }>

/** Until when uses are to be had, and with how many left it is told. */
function UseFields({ term, onChange }: { term: UseTerm; onChange: (term: UseTerm) => void }) {
  const { t } = useLocale()
  const { within, few } = term
  return (
    <>
      <Field
        label={t("plan.withinCount")}
        hint={t("plan.withinHint")}
        path="terms.term.within.count"
      >
        {(control) => (
          <NumberInput
            {...control}
            min={1}
            step={1}
            value={within.count}
            onChange={(count) =>
              onChange({ ...term, within: { ...within, count: count as number } })
            }
          />
        )}
      </Field>
      <Field label={t("plan.withinUnit")} path="terms.term.within.unit">
        {(control) => (
          <Pick
            {...control}
            value={within.unit}
            options={STRETCHES.map((unit) => ({ value: unit, label: t(`plan.unit.${unit}`) }))}
            onChange={(unit) =>
              onChange({ ...term, within: { ...within, unit: unit as typeof within.unit } })
            }
          />
        )}
      </Field>
      <Field label={t("plan.few")} hint={t("plan.fewHint")} path="terms.term.few" optional>
        {(control) => (
          <NumberInput
            {...control}
            min={1}
            step={1}
            value={few ?? null}
            onChange={(left) => onChange({ ...term, few: left })}
          />
        )}
      </Field>
    </>
  )
}

function PriceFields({ terms, onChange }: { terms: PlanDraft["terms"]; onChange: TermsChange }) {
  const { t } = useLocale()
  const currencies = useCurrencies()
  const { price } = terms
  return (
    <>
      <Field label={t("plan.ownPrice")} hint={t("plan.ownPriceHint")}>
        {(control) => (
          <Toggle
            {...control}
            value={price !== null}
            onChange={(on) =>
              onChange({ price: on ? { amount: "", currency_code: currencies[0] ?? "" } : null })
            }
          />
        )}
      </Field>
      {price === null ? null : (
        <Field label={t("plan.price")} path="terms.price" deep>
          {(control) => (
            <MoneyInput
              {...control}
              value={price.amount === "" ? null : price}
              currencies={currencies}
              onChange={(next) =>
                onChange({
                  price:
                    next === null || typeof next === "number"
                      ? { ...price, amount: next === null ? "" : String(next) }
                      : { amount: String(next.amount), currency_code: next.currency_code },
                })
              }
            />
          )}
        </Field>
      )}
    </>
  )
}
