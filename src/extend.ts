/**
 * What a shop extends Kairos with: `import { defineTrigger } from "medusa-plugin-kairos/extend"`. It loads nothing but four
 * functions, neither Medusa nor the plugin.
 */
export { defineAction, defineChannel, defineFact, defineTrigger } from "./core/catalog/define"
export type {
  ActionDefinition,
  ActionRun,
  ArgDefinition,
  ChannelDefinition,
  FactDefinition,
  Localized,
  Occurrence,
  Subject,
  TextMessage,
  TriggerDefinition,
} from "./core/catalog/definitions"
export type { MarketingEvent } from "./core/event/event"
