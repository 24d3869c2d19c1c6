import { AllowedButton } from "../common/allowed-button"
import { Text, toast } from "@medusajs/ui"
import { type FormEvent, useState } from "react"
import type { PrivacyResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { Section } from "../common/page"
import { ErrorAlert } from "../common/states"
import { TextInput } from "../forms/controls"
import { Field, Problems, useProblemsOf } from "../forms/field"

/** An objection that reached the shop by telephone or letter; how it came is kept as evidence. */
export function ObjectionCard({ dossier }: { dossier: PrivacyResponse["privacy"] }) {
  const { t } = useLocale()
  const [note, setNote] = useState("")
  const objected = dossier.profiling_objected
  const send = useSend<{ objected: boolean; note: string }, unknown>(
    `profiles/${dossier.customer_id}/object`
  )
  const problems = useProblemsOf(send.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate(
      { objected: !objected, note },
      {
        onSuccess: () => {
          setNote("")
          toast.success(t(objected ? "privacy.unobjectedDone" : "privacy.objectedDone"))
        },
      }
    )
  }
  return (
    <Section title={t("privacy.objection")} description={t("privacy.objectionHint")}>
      <Problems value={problems}>
        <form onSubmit={submit} className="grid grid-cols-[minmax(0,36rem)] gap-y-3 px-6 py-4">
          <Text size="small">{t(objected ? "privacy.objected" : "privacy.notObjected")}</Text>
          <Field label={t("privacy.note")} hint={t("privacy.noteHint")} path="note">
            {(control) => <TextInput {...control} value={note} onChange={setNote} />}
          </Field>
          {send.error && problems.length === 0 ? <ErrorAlert error={send.error} /> : null}
          <div>
            <AllowedButton
              needs="privacy"
              type="submit"
              size="small"
              variant="secondary"
              isLoading={send.isPending}
            >
              {t(objected ? "privacy.unobject" : "privacy.object")}
            </AllowedButton>
          </div>
        </form>
      </Problems>
    </Section>
  )
}
