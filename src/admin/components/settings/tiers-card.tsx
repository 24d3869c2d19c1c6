import { useState } from "react"
import type { TierPolicy } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useCurrencies, type Settings } from "../../lib/resources"
import { setIn } from "../../lib/set-in"
import { NumberInput, Pick } from "../forms/controls"
import { Field } from "../forms/field"
import { CutPoints, PolicyWarning, type SetPolicy } from "./cut-points"
import { SettingsForm } from "./settings-form"

const SHOP_CURRENCY = "shop"

export function TiersCard({ settings }: { settings: Settings }) {
  const { t } = useLocale()
  const [policy, setPolicy] = useState(settings.tiers)
  const set: SetPolicy = (path, value) => setPolicy((current) => setIn(current, path, value))
  return (
    <SettingsForm
      title={t("tier.policy")}
      description={t("tier.policyHint")}
      option="tiers"
      isFixed={settings.tiers_are_fixed}
      patch={() => ({ tiers: policy })}
    >
      <PolicyWarning weights={policy.weights} />
      <CutPoints policy={policy} set={set} />
      <Thresholds policy={policy} set={set} />
      <Stability stability={policy.stability} set={set} />
    </SettingsForm>
  )
}

const STABILITY = [
  { key: "band", max: 2 },
  { key: "minimum_stay_days", max: 730 },
  { key: "grace_days", max: 365 },
] as const

type StabilityProps = { stability: NonNullable<TierPolicy["stability"]>; set: SetPolicy }

/** What keeps a tier from going back and forth. */
function Stability({ stability, set }: StabilityProps) {
  const { t } = useLocale()
  return (
    <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-3">
      {STABILITY.map(({ key, max }) => (
        <Field
          key={key}
          label={t(`tier.stability.${key}`)}
          hint={t(`tier.stability.${key}_hint`)}
          path={`tiers.stability.${key}`}
        >
          {(control) => (
            <NumberInput
              {...control}
              min={0}
              max={max}
              value={stability[key]}
              onChange={(value) => set(["stability", key], value)}
            />
          )}
        </Field>
      ))}
    </div>
  )
}

function Thresholds({ policy, set }: { policy: TierPolicy; set: SetPolicy }) {
  const { t } = useLocale()
  const currencies = useCurrencies()
  return (
    <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-3">
      {(["a", "b"] as const).map((tier) => (
        <Field
          key={tier}
          label={t("tier.threshold", { tier: tier.toUpperCase() })}
          hint={t("tier.thresholdHint")}
          path={`tiers.thresholds.${tier}`}
        >
          {(control) => (
            <NumberInput
              {...control}
              min={1}
              max={5}
              value={policy.thresholds[tier]}
              onChange={(value) => set(["thresholds", tier], value)}
            />
          )}
        </Field>
      ))}
      <Field label={t("tier.currency")} path="tiers.currency_code">
        {(control) => (
          <Pick
            {...control}
            value={policy.currency_code ?? SHOP_CURRENCY}
            options={[
              { value: SHOP_CURRENCY, label: t("tier.shopCurrency") },
              ...currencies.map((code) => ({ value: code, label: code.toUpperCase() })),
            ]}
            onChange={(code) => set(["currency_code"], code === SHOP_CURRENCY ? null : code)}
          />
        )}
      </Field>
    </div>
  )
}
