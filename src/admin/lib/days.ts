// The days of a filter are days of whoever reads the page.
export const startOfDay = (day: string) => new Date(`${day}T00:00:00`).toISOString()
export const endOfDay = (day: string) => new Date(`${day}T23:59:59.999`).toISOString()
