import type { Catalog } from "./definitions"

/** Whether an automation with this trigger is decided while a page loads: then nothing of it can wait or be sent. */
export const isOnRequest = (
  triggerCode: string,
  { triggers }: Pick<Catalog, "triggers">
): boolean => triggers.get(triggerCode)?.source.kind === "request"
