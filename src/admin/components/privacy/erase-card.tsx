import { AllowedButton } from "../common/allowed-button"
import { type FormEvent, useState } from "react"
import type { ErasureReceipt, PrivacyResponse, ReceiptResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { Section } from "../common/page"
import { ErrorAlert } from "../common/states"
import { Pick, TextInput } from "../forms/controls"
import { Field } from "../forms/field"

const REASONS = [
  "requested",
  "consent_withdrawn",
  "objected",
  "unlawful",
  "no_longer_needed",
] as const satisfies readonly ErasureReceipt["reason"][]

type Props = {
  readonly dossier: PrivacyResponse["privacy"]
  readonly done: (receipt: ErasureReceipt) => void
}

/** Erasing asks for the address in writing: a click would be too little for what cannot be taken back. */
export function EraseCard({ dossier, done }: Props) {
  const { t } = useLocale()
  const [typed, setTyped] = useState("")
  const [reason, setReason] = useState<string>(REASONS[0])
  const [wrong, setWrong] = useState(false)
  const customer_id = dossier.customer_id
  const word = dossier.email ?? customer_id
  const send = useSend<{ customer_id: string; reason: string }, ReceiptResponse>(
    `profiles/${customer_id}/erase`,
    { changes: false }
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const fits = typed.trim().toLowerCase() === word.trim().toLowerCase()
    setWrong(!fits)
    if (fits) {
      send.mutate({ customer_id, reason }, { onSuccess: ({ receipt }) => done(receipt) })
    }
  }
  return (
    <Section title={t("privacy.erase")} description={t("privacy.eraseHint")}>
      <form onSubmit={submit} className="grid grid-cols-[minmax(0,36rem)] gap-y-3 px-6 py-4">
        <Field label={t("privacy.reason")}>
          {(control) => (
            <Pick
              {...control}
              value={reason}
              options={REASONS.map((value) => ({ value, label: t(`privacy.reasons.${value}`) }))}
              onChange={setReason}
            />
          )}
        </Field>
        <Field label={t("privacy.typeAddress", { word })}>
          {(control) => (
            <TextInput
              {...control}
              {...(wrong ? { "aria-invalid": true } : {})}
              value={typed}
              onChange={setTyped}
            />
          )}
        </Field>
        <div role="alert" className="txt-compact-small text-ui-fg-error">
          {wrong ? t("privacy.typedWrong") : ""}
        </div>
        {send.error ? <ErrorAlert error={send.error} /> : null}
        <div>
          <AllowedButton
            needs="privacy"
            type="submit"
            size="small"
            variant="danger"
            isLoading={send.isPending}
          >
            {t("privacy.eraseAll")}
          </AllowedButton>
        </div>
      </form>
    </Section>
  )
}
