import { BigNumber } from "bignumber.js"
import { decimalOf } from "./order-source"

/** ISO 4217's currencies whose smallest unit is not a hundredth. What a runtime knows of it changes with its version. */
const DECIMALS: Readonly<Record<string, number>> = Object.fromEntries([
  ..."bif clp djf gnf isk jpy kmf krw pyg rwf ugx uyi vnd vuv xaf xof xpf"
    .split(" ")
    .map((code) => [code, 0]),
  ..."bhd iqd jod kwd lyd omr tnd".split(" ").map((code) => [code, 3]),
  ..."clf uyw".split(" ").map((code) => [code, 4]),
])

/**
 * An amount in a currency's smallest unit (cents) as a decimal; null when it is none.
 * @param own decimals of currencies where a shop does otherwise (`{ huf: 0 }`)
 */
export function fromMinorUnits(
  amount: string | null | undefined,
  currency_code: string,
  own: Readonly<Record<string, number>>
): string | null {
  const minor = decimalOf(amount)
  return minor === null
    ? null
    : new BigNumber(minor)
        .shiftedBy(-(own[currency_code] ?? DECIMALS[currency_code] ?? 2))
        .toFixed()
}
