import { Badge, toast } from "@medusajs/ui"
import type { InferredPreferenceResponse, PrivacyResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { useMay } from "../../lib/resources"
import { Section } from "../common/page"
import { ErrorAlert } from "../common/states"
import { Pick } from "../forms/controls"
import { Field } from "../forms/field"

/** What is concluded from behaviour, marked as such, to be put right when the customer asks for it. */
export function InferredCard({ dossier }: { dossier: PrivacyResponse["privacy"] }) {
  const { t } = useLocale()
  return (
    <Section title={t("privacy.concluded")} description={t("privacy.concludedHint")}>
      <div className="grid gap-4 px-6 py-4 md:grid-cols-2">
        {dossier.preferences_inferred.map((one) => (
          <Correct key={one.kind} customerId={dossier.customer_id} preference={one} />
        ))}
      </div>
    </Section>
  )
}

/** Radix knows no empty value. */
const AGAIN = "again"

type Props = { readonly customerId: string; readonly preference: InferredPreferenceResponse }

function Correct({ customerId, preference }: Props) {
  const { t, say } = useLocale()
  const { kind, choice, choice_label, source, because, choices } = preference
  const mayCorrect = useMay("privacy")
  const send = useSend<{ inferred: Record<string, string | null> }, unknown>(
    `profiles/${customerId}/correct`
  )
  const concluded =
    source === "inferred"
      ? t("privacy.guess", { choice: say(choice_label) })
      : t("privacy.nothingConcluded")
  return (
    <div className="flex flex-col gap-y-2">
      <Field
        label={t(`privacy.inferredOf.${kind}`)}
        hint={t("privacy.toldThem", { text: say(because) })}
      >
        {(control) => (
          <Pick
            {...control}
            value={source === "declared" ? (choice ?? "none") : AGAIN}
            disabled={send.isPending || !mayCorrect}
            options={[
              { value: AGAIN, label: concluded },
              ...choices.map((one) => ({ value: one.value, label: say(one.label) })),
              { value: "none", label: t("privacy.concludeNothing") },
            ]}
            onChange={(value) =>
              send.mutate(
                { inferred: { [kind]: value === AGAIN ? null : value } },
                { onSuccess: () => toast.success(t("privacy.corrected")) }
              )
            }
          />
        )}
      </Field>
      {source === null ? null : (
        <div>
          <Badge size="2xsmall" color={source === "declared" ? "green" : "grey"}>
            {t(`privacy.sources.${source}`)}
          </Badge>
        </div>
      )}
      {send.error ? <ErrorAlert error={send.error} /> : null}
    </div>
  )
}
