import type {
  ActionDefinition,
  ChannelDefinition,
  FactDefinition,
  TriggerDefinition,
} from "./definitions"

/** A trigger: an event that automations may begin with. Pass it in the plugin's option `triggers`. */
export const defineTrigger = (definition: TriggerDefinition): TriggerDefinition => definition

/** A fact: one readable value that conditions may ask about. Pass it in the plugin's option `facts`. */
export const defineFact = (definition: FactDefinition): FactDefinition => definition

/** An action that a step may take. Pass it in the plugin's option `actions`. */
export const defineAction = (definition: ActionDefinition): ActionDefinition => definition

/** A channel that a delivery may use. Pass it in the plugin's option `channels`. */
export const defineChannel = (definition: ChannelDefinition): ChannelDefinition => definition
