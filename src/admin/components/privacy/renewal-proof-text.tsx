import type { PrivacyResponse } from "../../../types"
import { useLocale } from "../../lib/locale"

type Proof = NonNullable<PrivacyResponse["privacy"]["renewal_proof"]>

/** What stays of what was agreed to about renewals, on which ground, and until when. */
export function RenewalProofText({ proof }: { proof: Proof }) {
  const { t, say, date, number } = useLocale()
  const records = number(proof.records)
  return (
    <>
      {proof.until === null
        ? t("privacy.proofGoesOn", { records })
        : t("privacy.proofUntil", { records, date: date(proof.until) })}{" "}
      {say(proof.basis)}: {say(proof.because)}
    </>
  )
}
