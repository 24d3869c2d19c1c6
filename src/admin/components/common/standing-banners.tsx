import { AllowedButton } from "./allowed-button"
import { Alert, toast, usePrompt } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { RestoreResponse, SettingsResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { usePermissions, useSettings } from "../../lib/resources"

/** What keeps everything from leaving is said on every page: nobody should search for why nothing is sent. */
export function StandingBanners() {
  const settings = useSettings().data?.settings
  return (
    <>
      {settings?.is_copy ? <CopyBanner /> : null}
      {settings?.journal.state === "behind" ? (
        <RestoredBanner at={settings.journal.last_at ?? ""} />
      ) : null}
      {settings?.journal.state === "unreadable" ? <UnreadableBanner /> : null}
      {settings?.stopped.all ? <StoppedBanner /> : null}
      <RoleBanner />
    </>
  )
}

/** A copied database sends nothing until somebody says that this installation is the shop. */
function CopyBanner() {
  const { t } = useLocale()
  const ask = usePrompt()
  const save = useSend<{ installation: "confirm" }, SettingsResponse>("settings")
  const confirm = async () => {
    const isSure = await ask({
      title: t("copy.confirm.title"),
      description: t("copy.confirm.text"),
      confirmText: t("copy.isShop"),
      cancelText: t("form.cancel"),
      variant: "danger",
    })
    if (isSure) {
      save.mutate(
        { installation: "confirm" },
        {
          onSuccess: () => toast.success(t("copy.done")),
          onError: (error) => toast.error(t("error.invalid"), { description: error.message }),
        }
      )
    }
  }
  return (
    <Alert variant="warning" className="items-start">
      <p className="font-medium">{t("copy.title")}</p>
      <p>{t("copy.text")}</p>
      <AllowedButton
        needs="configure"
        size="small"
        variant="secondary"
        className="mt-2"
        isLoading={save.isPending}
        onClick={() => void confirm()}
      >
        {t("copy.isShop")}
      </AllowedButton>
    </Alert>
  )
}

function StoppedBanner() {
  const { t } = useLocale()
  return (
    <Alert variant="error" className="items-start">
      <p className="font-medium">{t("stop.bannerTitle")}</p>
      <p>
        {t("stop.bannerText")}{" "}
        <Link to="/kairos/settings" className="underline underline-offset-2">
          {t("nav.settings")}
        </Link>
      </p>
    </Alert>
  )
}

/** A database from a backup does not know who refused since; the journal does. */
function RestoredBanner({ at }: { readonly at: string }) {
  const { t, dateTime } = useLocale()
  const ask = usePrompt()
  const save = useSend<{ dry_run: boolean; renewals_checked: boolean }, RestoreResponse>("restore")
  const fail = (error: Error) => toast.error(t("error.invalid"), { description: error.message })
  const replay = async () => {
    try {
      const { restoration } = await save.mutateAsync({ dry_run: true, renewals_checked: false })
      const { withdrawn, suppressed, paused, erased, deliveries, renewals } = restoration
      const text = t("restore.confirm.text", {
        refusals: withdrawn + suppressed + paused,
        erased,
        deliveries,
        at: dateTime(restoration.last_at),
      })
      const charged = t("restore.confirm.renewals", { count: renewals })
      const isSure = await ask({
        title: t("restore.confirm.title"),
        description: renewals > 0 ? `${text} ${charged}` : text,
        confirmText: t("restore.replay"),
        cancelText: t("form.cancel"),
        variant: "danger",
      })
      if (isSure) {
        await save.mutateAsync({ dry_run: false, renewals_checked: true })
        toast.success(t("restore.done"))
      }
    } catch (error) {
      fail(error as Error)
    }
  }
  return (
    <Alert variant="error" className="items-start">
      <p className="font-medium">{t("restore.title")}</p>
      <p>{t("restore.text", { at: dateTime(at) })}</p>
      <AllowedButton
        needs="configure"
        size="small"
        variant="secondary"
        className="mt-2"
        isLoading={save.isPending}
        onClick={() => void replay()}
      >
        {t("restore.replay")}
      </AllowedButton>
    </Alert>
  )
}

function UnreadableBanner() {
  const { t } = useLocale()
  return (
    <Alert variant="error" className="items-start">
      <p className="font-medium">{t("restore.unreadableTitle")}</p>
      <p>{t("restore.unreadableText")}</p>
    </Alert>
  )
}

/** What somebody's role leaves out is said before they try it in vain. */
function RoleBanner() {
  const { t, say, list } = useLocale()
  const refused = (usePermissions().data?.permissions ?? []).filter(({ granted }) => !granted)
  return refused.length === 0 ? null : (
    <Alert variant="info" className="items-start">
      <p>{t("role.text", { what: list(refused.map(({ label }) => say(label))) })}</p>
    </Alert>
  )
}
