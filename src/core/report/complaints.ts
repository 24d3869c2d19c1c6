/** How the marketing mails of a channel were taken lately. */
export type Judgement = { readonly delivered: number; readonly complained: number }

/** Gmail asks senders to stay below 0.1 % and punishes above 0.3 %; of few mails one complaint says little (B-26). */
const WARN_ABOVE = 0.001
const STOP_ABOVE = 0.003
const FEWEST_TO_STOP = 200

/** Looked at together; a stopped channel begins anew when somebody lets it go on. */
export const JUDGED_DAYS = 7

/** Complaints per delivered mail; null while nothing was delivered. */
export const complaintRate = ({ delivered, complained }: Judgement): number | null =>
  delivered === 0 ? null : complained / delivered

export function judgeComplaints(judgement: Judgement): "fine" | "warn" | "stop" {
  const rate = complaintRate(judgement)
  if (rate === null || rate <= WARN_ABOVE) {
    return "fine"
  }
  return rate > STOP_ABOVE && judgement.delivered >= FEWEST_TO_STOP ? "stop" : "warn"
}
