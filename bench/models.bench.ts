import gammaln from "@stdlib/math-base-special-gammaln"
import { BG, fitBetaGeometric } from "../src/core/value/beta-geometric"
import { fitModel } from "../src/core/value/fit-model"
import { groupHistories, type PurchaseHistory } from "../src/core/value/purchase-history"
import { interleave, printReport, printTable, speedup } from "./harness"
import { cdnowHistories } from "./reference-shop"

/*
 * How fast BG/NBD is fitted to 23,570 customers. The peer is the likelihood as the paper prints it (Fader, Hardie and Lee 2005,
 * section 3, after its authors' own spreadsheet): customer by customer, with the same search.
 */

function fitPlain(histories: readonly PurchaseHistory[], meanAge: number) {
  return fitModel(
    ({ r, alpha, a, b }) => {
      const common = -gammaln(r) + r * Math.log(alpha)
      const occasions = gammaln(a + b) - gammaln(b)
      let sum = 0
      for (const { x, tx, T } of histories) {
        const a1 = gammaln(r + x) + common
        const a2 = occasions + gammaln(b + x) - gammaln(a + b + x)
        const a3 = -(r + x) * Math.log(alpha + T)
        const a4 = x === 0 ? 0 : Math.log(a) - Math.log(b + x - 1) - (r + x) * Math.log(alpha + tx)
        sum += a1 + a2 + Math.log(Math.exp(a3) + (x === 0 ? 0 : Math.exp(a4)))
      }
      return sum
    },
    { r: 1, alpha: meanAge, a: 1, b: 1 }
  )
}

async function main(): Promise<void> {
  const { source, histories } = cdnowHistories()
  const meanAge = histories.reduce((sum, { T }) => sum + T, 0) / histories.length
  const ours = fitBetaGeometric(groupHistories(histories), BG)
  const plain = fitPlain(histories, meanAge)
  if (Math.abs(ours.logLikelihood - plain.logLikelihood) > 1e-3) {
    throw new Error(`the fits disagree: ${ours.logLikelihood} and ${plain.logLikelihood}`)
  }
  console.log(
    `${source}: ${histories.length} customers, ${ours.evaluations} evaluations, log-likelihood ${ours.logLikelihood}`
  )
  const timings = await interleave(
    [
      {
        name: "Kairos, grouped",
        run: () => {
          fitBetaGeometric(groupHistories(histories), BG)
          return 1
        },
      },
      {
        name: "plain likelihood",
        run: () => {
          fitPlain(histories, meanAge)
          return 1
        },
      },
    ],
    { rounds: 5, sliceMs: 300 }
  )
  printTable("BG/NBD fitted once, microseconds", [...timings.values()])
  printReport({
    bench: "models",
    figures: {
      customers: histories.length,
      fit_ms: (timings.get("Kairos, grouped")?.median ?? NaN) / 1000,
      evaluations: ours.evaluations,
      log_likelihood: ours.logLikelihood,
    },
    ratios: { vs_plain_likelihood: speedup(timings, "Kairos, grouped", "plain likelihood") },
  })
}

void main()
