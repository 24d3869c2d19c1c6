import { Alert, Table } from "@medusajs/ui"
import type { TierPolicy } from "../../../types"
import { useLocale } from "../../lib/locale"
import type { PathKey } from "../../lib/set-in"
import { Scroll } from "../common/scroll"
import { NumberInput, Toggle } from "../forms/controls"
import { Field } from "../forms/field"

export type SetPolicy = (path: readonly PathKey[], value: unknown) => void

const ROWS = [
  { name: "recency", key: "recency_days" },
  { name: "frequency", key: "frequency" },
  { name: "monetary", key: "monetary" },
  { name: "returns", key: "returns" },
  { name: "discounts", key: "discounts" },
  { name: "potential", key: "potential" },
  { name: "margin", key: "margin" },
  { name: "service", key: "service" },
  { name: "referrals", key: "referrals" },
  { name: "wallet", key: "wallet" },
] as const

/** Where the policy names none; as in core's EXTRA_CUTS. */
const USUAL = {
  returns: [0.02, 0.1, 0.25, 0.5],
  discounts: [0.1, 0.25, 0.5, 0.75],
  potential: [25, 75, 200, 500],
  margin: [20, 60, 160, 400],
  service: [5, 15, 40, 100],
  referrals: [50, 200, 600, 1500],
  wallet: [0.2, 0.4, 0.6, 0.8],
} as const

const cutsOf = (policy: TierPolicy, key: (typeof ROWS)[number]["key"]): readonly number[] =>
  policy[key] ?? USUAL[key as keyof typeof USUAL]

/** Four cut points make five classes; recency counts down (fewer days are better), the others up. */
const [DOWN, UP] = [
  [5, 4, 3, 2],
  [2, 3, 4, 5],
]
const POINTS = {
  recency: DOWN,
  frequency: UP,
  monetary: UP,
  returns: DOWN,
  discounts: DOWN,
  potential: UP,
  margin: UP,
  service: DOWN,
  referrals: UP,
  wallet: UP,
} as const

type Extra = keyof typeof USUAL
const isExtra = (name: string): name is Extra => name in USUAL

const FEWEST = 3
const MOST = 0.8

type PolicyWarningProps = { policy: TierPolicy; walletIsAsked: boolean }

/** One figure alone misleads, service that costs nothing tells nobody from another, and what nobody is asked for is never known. */
export function PolicyWarning({ policy: { weights, costs }, walletIsAsked }: PolicyWarningProps) {
  const { t } = useLocale()
  const used = Object.values(weights).filter((weight) => weight > 0)
  const sum = used.reduce((all, weight) => all + weight, 0)
  const warning = used.some((weight) => weight > MOST * sum)
    ? t("tier.warning.one")
    : used.length < FEWEST
      ? t("tier.warning.few")
      : (weights.service ?? 0) > 0 && !Object.values(costs?.incidents ?? {}).some(Boolean)
        ? t("tier.warning.service")
        : (weights.wallet ?? 0) > 0 && !walletIsAsked
          ? t("tier.warning.wallet")
          : null
  return warning === null ? null : (
    <div className="px-6 py-4">
      <Alert variant="warning" className="items-start">
        {warning}
      </Alert>
    </div>
  )
}

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
            <Table.HeaderCell>{t("tier.observe")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {ROWS.map(({ name, key }) => (
            <Table.Row key={name}>
              <Table.Cell className="h-auto min-w-48 whitespace-normal py-2">
                {t(`tier.policyOf.${name}`)}
              </Table.Cell>
              {cutsOf(policy, key).map((value, index) => (
                <Table.Cell key={index} className="h-auto py-2">
                  <Field
                    hideLabel
                    label={t("tier.cutPoint", {
                      component: t(`tier.${name}`),
                      points: POINTS[name]?.[index],
                    })}
                    hint={t("tier.points", { points: POINTS[name]?.[index] })}
                    path={`tiers.${key}.${index}`}
                  >
                    {(control) => (
                      <NumberInput
                        {...control}
                        min={0}
                        value={value}
                        onChange={(next) =>
                          set([key], cutsOf(policy, key).toSpliced(index, 1, next ?? 0))
                        }
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
                      value={policy.weights[name] ?? 0}
                      onChange={(next) => set(["weights", name], next)}
                    />
                  )}
                </Field>
              </Table.Cell>
              <Table.Cell className="h-auto py-2">
                {isExtra(name) ? <Observe name={name} policy={policy} set={set} /> : null}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </Scroll>
  )
}

type ObserveProps = { name: Extra; policy: TierPolicy; set: SetPolicy }

/** Looked for without a weight, so that conditions can ask for it. What is weighed is looked for anyway. */
function Observe({ name, policy, set }: ObserveProps) {
  const { t } = useLocale()
  const observed = policy.observed ?? []
  return (
    <Field hideLabel label={t("tier.observeOf", { component: t(`tier.${name}`) })}>
      {(control) => (
        <Toggle
          {...control}
          value={observed.includes(name)}
          onChange={(on) =>
            set(["observed"], [...observed.filter((one) => one !== name), ...(on ? [name] : [])])
          }
        />
      )}
    </Field>
  )
}
