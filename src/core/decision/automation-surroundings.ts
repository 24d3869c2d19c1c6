/** What an automation may refer to, and what the shop has set up. */
export type AutomationSurroundings = {
  readonly placements: ReadonlySet<string>
  readonly templates: ReadonlyMap<
    string,
    {
      readonly purpose: string
      /** The parts that it cannot do without, such as `order`. */
      readonly needs?: readonly string[]
    }
  >
  /** Whether a sender with its postal address is set: without one no e-mail may be sent. */
  readonly sender: boolean
  /** Hosts that content may link to, the storefront's among them. */
  readonly allowed_hosts?: readonly string[]
}
