import { Button, Text, toast } from "@medusajs/ui"
import { useState, type FormEvent } from "react"
import type { SettingsResponse, TierPolicy } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { useCurrencies, type Settings } from "../../lib/resources"
import { setIn, type PathKey } from "../../lib/set-in"
import { Section } from "../common/page"
import { ErrorAlert } from "../common/states"
import { NumberInput, Pick } from "../forms/controls"
import { Field, Problems, useProblemsOf } from "../forms/field"
import { CutPoints } from "./cut-points"

export type SetPolicy = (path: readonly PathKey[], value: unknown) => void

const SHOP_CURRENCY = "shop"

export function TiersCard({ settings }: { settings: Settings }) {
  const { t } = useLocale()
  const [policy, setPolicy] = useState<TierPolicy>(settings.tiers)
  const save = useSend<{ tiers: TierPolicy }, SettingsResponse>("settings")
  const set: SetPolicy = (path, value) => setPolicy((current) => setIn(current, path, value))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ tiers: policy }, { onSuccess: () => toast.success(t("settings.saved")) })
  }
  const problems = useProblemsOf(save.error)
  return (
    <Section title={t("tier.policy")} description={t("tier.policyHint")}>
      <Problems value={problems}>
        <form onSubmit={submit} noValidate>
          <fieldset disabled={settings.tiers_are_fixed}>
            <legend className="sr-only">{t("tier.policy")}</legend>
            <CutPoints policy={policy} set={set} />
            <Thresholds policy={policy} set={set} />
          </fieldset>
          <div className="flex flex-col gap-y-3 px-6 pb-4">
            {save.error ? <ErrorAlert error={save.error} /> : null}
            {settings.tiers_are_fixed ? (
              <Text size="small" className="text-ui-fg-subtle">
                {t("settings.fixedByOptions", { option: "tiers" })}
              </Text>
            ) : (
              <div>
                <Button type="submit" size="small" isLoading={save.isPending}>
                  {t("form.save")}
                </Button>
              </div>
            )}
          </div>
        </form>
      </Problems>
    </Section>
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
