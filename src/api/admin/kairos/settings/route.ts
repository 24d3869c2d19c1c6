import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { walletQuestion } from "../../../../core/preferences/question"
import type { SettingsResponse } from "../../../../types"
import { saveSettings } from "../../../../workflows/settings/save-settings"
import { syncJournal } from "../../../../workflows/restore/journal-state"
import { hintDrain } from "../../../../workflows/support/hint-drain"
import { type Runtime, runtimeOf } from "../../../../workflows/support/runtime"
import { confirmInstallation, isCopy } from "../../../../workflows/support/installation"
import { accepted, badRequest, validated } from "../../../support/validate"
import { settingsBody } from "./validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ settings: await present(runtimeOf(req.scope)) })
}

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { sender, installation, ...rest } = validated(settingsBody, req.body)
  const unknown = rest.stopped?.channels.find((code) => !runtime.catalog.channels.has(code))
  if (unknown !== undefined) {
    const known = [...runtime.catalog.channels.keys()].join(", ")
    throw badRequest([
      { path: "stopped.channels", message: `"${unknown}" is no channel; use one of ${known}` },
    ])
  }
  const patch = {
    ...rest,
    ...(sender === undefined
      ? {}
      : {
          sender: {
            name: sender.name,
            email: sender.email,
            postalAddress: sender.postal_address,
            replyTo: sender.reply_to ?? undefined,
          },
        }),
  }
  accepted(await saveSettings(runtime, patch, req.auth_context.actor_id))
  if (installation === "confirm") {
    await confirmInstallation(runtime, req.auth_context.actor_id)
  }
  hintDrain(runtime)
  res.json({ settings: await present(runtime) })
}

async function present(runtime: Runtime): Promise<SettingsResponse["settings"]> {
  const settings = await runtime.automation.settings.read()
  const journal = await syncJournal(runtime, { mark: false })
  const { options } = runtime
  return {
    mode: settings.mode,
    mode_is_fixed: options.mode !== undefined,
    sender:
      settings.sender === null
        ? null
        : {
            name: settings.sender.name,
            email: settings.sender.email,
            postal_address: settings.sender.postalAddress,
            reply_to: settings.sender.replyTo ?? null,
          },
    sender_is_fixed: options.sender !== undefined,
    time_zone: settings.time_zone,
    locale: settings.locale,
    consent_basis: options.consent.basis,
    tiers: settings.tiers,
    tiers_are_fixed: options.tiers !== undefined,
    wallet_is_asked: walletQuestion(options.preferences.questions) !== null,
    caps: [...settings.caps],
    caps_are_fixed: options.caps !== undefined,
    quiet_hours: settings.quiet_hours,
    quiet_hours_are_fixed: options.quietHours !== undefined,
    recovery_discounts: settings.recovery_discounts,
    recovery_discounts_are_fixed: options.recoveryDiscounts !== undefined,
    leak_radar: settings.leak_radar,
    leak_radar_is_fixed: options.leakRadar !== undefined,
    answer_hours: settings.answer_hours,
    answer_hours_are_fixed: options.answerHours !== undefined,
    holdout_percent: settings.holdout_percent,
    holdout_percent_is_fixed: options.holdoutPercent !== undefined,
    stopped: { all: settings.stopped.all, channels: [...settings.stopped.channels] },
    is_copy: await isCopy(runtime),
    journal: { state: journal.kind, last_at: journal.kind === "behind" ? journal.last_at : null },
    storefront_url: options.storefrontUrl,
    public_url: options.publicUrl,
  }
}
