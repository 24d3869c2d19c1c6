import { presetsIn } from "../../catalog/presets"
import { OPERATORS, operatorsOf } from "../../core/condition/operators"
import { PURPOSES } from "../../core/consent/consent"
import { factVariable } from "../../core/content/own-facts"
import { purposeLabel } from "../../core/consent/labels"
import { OBJECTIVES } from "../../core/decision/automation"
import { OBJECTIVE_LABELS } from "../../core/decision/objectives"
import type { Language } from "../../core/text/localized"
import type {
  ArgDefinition,
  FactDefinition,
  TriggerDefinition,
} from "../../core/catalog/definitions"
import type { ArgResponse, CatalogResponse } from "../../types"
import type { Runtime } from "../support/runtime"

/** Everything that the admin's builder needs; the presets' texts come in the admin's language. */
export async function presentCatalog(
  runtime: Runtime,
  language: Language
): Promise<CatalogResponse["catalog"]> {
  const { triggers, facts, actions, channels } = runtime.catalog
  const placements = await runtime.automation.placements.list()
  return {
    triggers: [...triggers.values()].map((trigger) => ({
      code: trigger.code,
      label: trigger.label,
      description: trigger.description,
      source: trigger.source.kind,
      args: trigger.args.map(presentArg),
      provides: [...trigger.provides],
      facts: [...facts.values()]
        .filter((fact) => isProvided(fact, trigger))
        .map((fact) => fact.code),
    })),
    facts: [...facts.values()].map((fact) => ({
      code: fact.code,
      type: fact.type,
      label: fact.label,
      description: fact.description,
      unit: fact.unit ?? null,
      part: fact.part,
      personal: fact.personal,
      options: fact.options === undefined ? null : [...fact.options],
      variable: runtime.options.facts.includes(fact) ? factVariable(fact.code) : null,
      operators: [...operatorsOf(fact.type)],
    })),
    operators: OPERATORS.map(({ code, label, takes }) => ({ code, label, takes })),
    actions: [...actions.values()].map((action) => ({
      code: action.code,
      label: action.label,
      description: action.description,
      args: action.args.map(presentArg),
      makes: action.makes,
    })),
    channels: [...channels.values()].map(({ code, label }) => ({ code, label })),
    placements: placements.map(({ code, name }) => ({ code, name })),
    objectives: OBJECTIVES.map((code) => ({ code, label: OBJECTIVE_LABELS[code] })),
    purposes: PURPOSES.map((code) => ({ code, label: purposeLabel(code) })),
    presets: presetsIn(language).map(({ mails, ...preset }) => ({
      ...preset,
      mails: mails.map(({ name, purpose, subject }) => ({
        name: name[language],
        purpose,
        subject: subject[language],
      })),
    })),
  }
}

const presentArg = (arg: ArgDefinition): ArgResponse =>
  ({
    ...arg,
    ...(arg.options === undefined ? { options: undefined } : { options: [...arg.options] }),
  }) as ArgResponse

/** A fact of the event or of the person is there with every trigger; the others only if the trigger brings them. */
function isProvided(fact: FactDefinition, trigger: TriggerDefinition): boolean {
  return fact.part === "event" || fact.part === "contact" || trigger.provides.includes(fact.part)
}
