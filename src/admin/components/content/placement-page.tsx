import { toast } from "@medusajs/ui"
import { useNavigate } from "react-router-dom"
import type { PlacementResponse } from "../../../types"
import { useRead, useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { Fact, Page, Section } from "../common/page"
import { Loaded } from "../common/states"
import { PlacementForm, type PlacementDraft } from "./placement-form"
import { ReservedFor } from "./reserved-for"

type Answer = { placement: PlacementResponse }

export function NewPlacementPage() {
  const { t } = useLocale()
  const navigate = useNavigate()
  const create = useSend<PlacementDraft, Answer>("placements")
  return (
    <Page>
      <Section level="h1" title={t("placement.new")} description={t("placement.newHint")} />
      <PlacementForm
        initial={{ code: "", name: "", description: null, fallback: null }}
        isNew
        isSaving={create.isPending}
        error={create.error}
        onSave={(draft) =>
          create.mutate(draft, {
            onSuccess: () => {
              toast.success(t("placement.created"))
              void navigate("/kairos/placements")
            },
          })
        }
      />
    </Page>
  )
}

export function PlacementPage({ code }: { code: string }) {
  const query = useRead<Answer>(`placements/${encodeURIComponent(code)}`)
  return (
    <Page>
      <Loaded query={query}>{({ placement }) => <EditPlacement placement={placement} />}</Loaded>
    </Page>
  )
}

function EditPlacement({ placement }: Answer) {
  const { t } = useLocale()
  const update = useSend<Omit<PlacementDraft, "code">, Answer>(
    `placements/${encodeURIComponent(placement.code)}`
  )
  const { code, name, description, fallback, reserved_by } = placement
  return (
    <>
      <Section level="h1" title={name} description={<code>{code}</code>}>
        <dl>
          <Fact term={t("placement.reserved")}>
            <ReservedFor plans={reserved_by} />
            {reserved_by.length > 0 ? (
              <p className="text-ui-fg-subtle mt-1">{t("placement.reservedHint")}</p>
            ) : null}
          </Fact>
        </dl>
      </Section>
      <PlacementForm
        initial={{ code, name, description, fallback }}
        isNew={false}
        isSaving={update.isPending}
        error={update.error}
        onSave={({ code: _code, ...patch }) =>
          update.mutate(patch, { onSuccess: () => toast.success(t("placement.saved")) })
        }
      />
    </>
  )
}
