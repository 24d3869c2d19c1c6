/** The only place that reads the machine's clock. Leases, due times and decisions use the database's. */
export type Clock = { readonly now: () => Date }

export const systemClock: Clock = { now: () => new Date() }
