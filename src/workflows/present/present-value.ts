import type { BuyerAnalysis } from "../../core/analysis/analyse-habits"
import type { ChurnAnalysis, ModelAnalysis } from "../../core/analysis/analyse-future"
import type { NotEnough } from "../../core/predict/not-enough"
import { USUAL_CLASS_SHARES } from "../../core/predict/buyer-class"
import { binOf } from "../../core/value/back-test"
import { type ValuedCustomer, valueCounts } from "../../read-models/value-lists"
import type { MonthOfShop } from "../../read-models/shop-months"
import type { CustomerValueResponse, ForecastTestResponse, ValueResponse } from "../../types"
import type { Runtime } from "../support/runtime"

type Models = {
  readonly studied: number
  readonly models: ModelAnalysis | NotEnough
  readonly churn: ChurnAnalysis | NotEnough
}

/** What the nights found of the shop as a whole; null before the first one. */
export async function presentValue(runtime: Runtime): Promise<ValueResponse["value"]> {
  const { predictions } = runtime.profile
  const read = async <T>(kind: string): Promise<T | null> =>
    (await predictions.read<T>(kind))?.finding ?? null
  const [counts, night, models, months, habits, affinity, followers, replacement] =
    await Promise.all([
      valueCounts(runtime.knex),
      read<{ as_of: string }>("night"),
      read<Models>("models"),
      read<{ months: MonthOfShop[] }>("months"),
      read<{ classes: BuyerAnalysis["classes"]; discounts: BuyerAnalysis["discounts"] }>("classes"),
      read<ValueResponse["value"]["affinity"]>("affinity"),
      read<ValueResponse["value"]["followers"]>("followers"),
      read<ValueResponse["value"]["replacement"]>("replacement"),
    ])
  return {
    as_of: night?.as_of ?? null,
    customers: counts.customers,
    tiers: { A: 0, B: 0, C: 0, ...counts.tiers },
    risks: { low: 0, medium: 0, high: 0, ...counts.risks },
    scores: [...counts.scores],
    expected: [...counts.expected],
    months: months?.months ?? [],
    models: models === null ? null : modelsOf(models),
    churn: models?.churn.kind === "not_enough" ? models.churn : null,
    buyer_classes: {
      customers: { adopter: 0, pragmatist: 0, sceptic: 0, laggard: 0, ...counts.classes },
      usual_shares: { ...USUAL_CLASS_SHARES },
      missing: habits?.classes.kind === "not_enough" ? habits.classes.missing : null,
    },
    affinity,
    followers,
    replacement,
  }
}

/** The chosen model's back-test, beside the rule that everybody goes on as before. */
function modelsOf({ studied, models }: Models): ValueResponse["value"]["models"] {
  if (models.kind === "not_enough") {
    return models
  }
  const { calibration, whole } = models
  const best = calibration.back_test.find(({ model }) => model === calibration.best)!
  return {
    kind: "learned",
    studied,
    // A night of an older version did not ask.
    sampling_error: whole.sampling_error ?? null,
    model: calibration.best,
    learned_from: calibration.from,
    learned_to: calibration.to,
    tested_to: calibration.holdout_to,
    expected_total: best.expected_total,
    actual_total: best.actual_total,
    mae: best.mae,
    own_rate_mae: calibration.own_rate.mae,
    beats_own_rate: calibration.beats_own_rate,
    bins: best.bins.map((bin) => ({ ...bin })),
    value:
      calibration.value === null
        ? null
        : {
            expected_total: calibration.value.expected_total,
            actual_total: calibration.value.actual_total,
            top_decile_share: calibration.value.top_decile_share,
          },
  }
}

/** How well the models foretold customers like this one in their back-test; null where they have none, or nobody was like them. */
export async function presentForecastTest(
  { profile: { predictions } }: Runtime,
  repeats: number | null
): Promise<ForecastTestResponse | null> {
  const found = await predictions.read<Models>("models")
  const learned = found === null ? null : modelsOf(found.finding)
  if (learned?.kind !== "learned" || repeats === null) {
    return null
  }
  const bin = binOf(learned.bins, repeats)
  return bin === null
    ? null
    : {
        repeats: bin.x,
        or_more: bin.open,
        customers: bin.customers,
        foretold: bin.expected_mean,
        happened: bin.actual_mean,
        from: learned.learned_to,
        to: learned.tested_to,
      }
}

export const presentValued = (row: ValuedCustomer): CustomerValueResponse => ({
  ...row,
  spent: { ...row.spent },
  missing: { ...row.missing },
})
