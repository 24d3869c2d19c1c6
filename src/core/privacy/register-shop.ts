import type { Localized } from "../catalog/definitions"
import type { RegisterEntry } from "./personal-data"
import { BASIS, NOBODY, RETENTION } from "./register-texts"

const CONFIGURATION: Localized = {
  en: "what the shop's people set up",
  es: "lo que configura el equipo de la tienda",
  pt: "o que a equipe da loja configura",
}
const OPERATION: Localized = {
  en: "to do each piece of work once",
  es: "hacer cada trabajo una sola vez",
  pt: "fazer cada trabalho uma única vez",
}

const shops = (
  table: string,
  label: Localized,
  plain: readonly string[],
  more: Partial<RegisterEntry> = {}
): RegisterEntry => ({
  table,
  owner: "kairos-automation",
  label,
  purpose: CONFIGURATION,
  basis: BASIS.none,
  retention: RETENTION.asLongAsShop,
  personal: {},
  plain,
  belongs: { kind: "nobody" },
  erasure: { kind: "keep", because: NOBODY },
  ...more,
})

/** What a shop sets up and how work is shared out: no table of these knows a shopper. */
export const SHOP_REGISTER: readonly RegisterEntry[] = [
  shops("kairos_automation", { en: "Automations", es: "Automatizaciones", pt: "Automações" }, [
    "id",
    "name",
    "status",
    "version",
    "trigger_code",
    "activated_at",
    "created_at",
    "updated_at",
  ]),
  shops(
    "kairos_automation_version",
    {
      en: "Versions of automations",
      es: "Versiones de automatizaciones",
      pt: "Versões de automações",
    },
    ["automation_id", "version", "definition", "created_by", "created_at"]
  ),
  shops("kairos_template", { en: "Templates", es: "Plantillas", pt: "Modelos" }, [
    "id",
    "name",
    "locale",
    "purpose",
    "subject",
    "body",
    "text",
    "compiled",
    "version",
    "archived_at",
    "created_at",
    "updated_at",
  ]),
  shops("kairos_placement", { en: "Placements", es: "Espacios", pt: "Espaços" }, [
    "code",
    "name",
    "description",
    "fallback",
    "created_at",
    "updated_at",
  ]),
  shops("kairos_setting", { en: "Settings", es: "Configuración", pt: "Configurações" }, [
    "key",
    "value",
    "updated_by",
    "updated_at",
  ]),
  shops(
    "kairos_job_claim",
    { en: "Runs of jobs", es: "Ejecuciones de tareas", pt: "Execuções de tarefas" },
    ["job", "period_start", "claimed_at", "finished_at", "result"],
    { purpose: OPERATION, retention: RETENTION.days(31) }
  ),
  shops(
    "kairos_send_slot",
    { en: "Pace of a channel", es: "Ritmo de un canal", pt: "Ritmo de um canal" },
    ["channel", "next_at"],
    { purpose: OPERATION }
  ),
  shops(
    "kairos_revoked_code",
    { en: "Revoked codes", es: "Códigos revocados", pt: "Códigos revogados" },
    ["code", "coupon_id", "attempts", "since", "revoked_at"],
    {
      purpose: {
        en: "to refuse a code that went round",
        es: "rechazar un código que circuló",
        pt: "recusar um código que circulou",
      },
    }
  ),
  shops(
    "kairos_audit",
    { en: "Audit", es: "Auditoría", pt: "Auditoria" },
    ["id", "action", "entity", "entity_id", "before_hash", "after_hash", "changed", "occurred_at"],
    {
      purpose: {
        en: "to know which of the shop's people changed what",
        es: "saber quién del equipo de la tienda cambió qué",
        pt: "saber quem da equipe da loja mudou o quê",
      },
      basis: BASIS.security,
      retention: RETENTION.audit,
      personal: { actor: "identifies" },
      erasure: {
        kind: "keep",
        because: {
          en: "names the shop's people and no shopper",
          es: "nombra al equipo de la tienda y a ningún comprador",
          pt: "nomeia a equipe da loja e nenhum comprador",
        },
      },
    }
  ),
]
