import { AllowedButton } from "../common/allowed-button"
import { Button, toast, usePrompt } from "@medusajs/ui"
import { useState } from "react"
import { Link, useNavigate } from "react-router-dom"
import type { PlanResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { usePlan } from "../../lib/resources"
import { Page, Section } from "../common/page"
import { Loaded } from "../common/states"
import { EMPTY_PLAN, type PlanDraft } from "./plan-draft"
import { PlanForm } from "./plan-form"
import { PlanBadge } from "./plans-page"

type Answer = { plan: PlanResponse }
type Change = Partial<Pick<PlanResponse, "name" | "terms" | "status">>

export function NewPlanPage() {
  const { t } = useLocale()
  const navigate = useNavigate()
  const create = useSend<PlanDraft, Answer>("plans")
  return (
    <Page>
      <Section level="h1" title={t("plan.new")} description={t("plan.newHint")} />
      <PlanEditor
        initial={EMPTY_PLAN}
        isNew
        isSaving={create.isPending}
        error={create.error}
        onSave={(draft, saved) =>
          create.mutate(draft, {
            onSuccess: ({ plan }) => {
              saved()
              toast.success(t("plan.created"))
              void navigate(`/kairos/subscriptions/plans/${plan.id}`)
            },
          })
        }
      />
    </Page>
  )
}

export function PlanPage({ id }: { id: string }) {
  const query = usePlan(id)
  return (
    <Page>
      <Loaded query={query}>{({ plan }) => <EditPlan key={plan.id} plan={plan} />}</Loaded>
    </Page>
  )
}

function EditPlan({ plan }: Answer) {
  const { t } = useLocale()
  const update = useSend<Change, Answer>(`plans/${plan.id}`)
  const { name, product_id, variant_id, terms } = plan
  return (
    <>
      <Section
        level="h1"
        title={name}
        badge={<PlanBadge status={plan.status} />}
        description={t("plan.keeps", { number: plan.version })}
        actions={
          <>
            <Button size="small" variant="secondary" asChild>
              <Link to={`/kairos/subscriptions?plan_id=${plan.id}`}>{t("plan.holders")}</Link>
            </Button>
            <StatusButton plan={plan} />
          </>
        }
      />
      <PlanEditor
        initial={{ name, product_id, variant_id, terms }}
        isNew={false}
        isSaving={update.isPending}
        error={update.error}
        onSave={(draft, saved) =>
          update.mutate(
            { name: draft.name, terms: draft.terms },
            {
              onSuccess: () => {
                saved()
                toast.success(t("plan.saved"))
              },
            }
          )
        }
      />
    </>
  )
}

/** Archived, a plan is not sold any more; whoever has it goes on as agreed. */
function StatusButton({ plan }: Answer) {
  const { t } = useLocale()
  const ask = usePrompt()
  const send = useSend<Change, Answer>(`plans/${plan.id}`)
  const verb = plan.status === "active" ? "archive" : "restore"
  const press = async () => {
    const isSure = await ask({
      title: t(`plan.confirm.${verb}.title`),
      description: t(`plan.confirm.${verb}.text`),
      confirmText: t(`plan.${verb}`),
      cancelText: t("form.back"),
      variant: "confirmation",
    })
    if (isSure) {
      send.mutate(
        { status: verb === "archive" ? "archived" : "active" },
        {
          onSuccess: () => toast.success(t(`plan.done.${verb}`)),
          onError: (error) => toast.error(t("error.invalid"), { description: error.message }),
        }
      )
    }
  }
  return (
    <AllowedButton
      needs="configure"
      size="small"
      variant="secondary"
      disabled={send.isPending}
      onClick={() => void press()}
    >
      {t(`plan.${verb}`)}
    </AllowedButton>
  )
}

type EditorProps = {
  initial: PlanDraft
  isNew: boolean
  isSaving: boolean
  error: Error | null
  onSave: (draft: PlanDraft, saved: () => void) => void
}

function PlanEditor({ initial, onSave, ...rest }: EditorProps) {
  const [draft, setDraft] = useState(initial)
  const [isDirty, setDirty] = useState(false)
  return (
    <PlanForm
      {...rest}
      draft={draft}
      isDirty={isDirty}
      onChange={(next) => {
        setDraft(next)
        setDirty(true)
      }}
      onSave={() => onSave(draft, () => setDirty(false))}
    />
  )
}
