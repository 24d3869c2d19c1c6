/**
 * Takes from the application's role what evidence and audit never need, so that not even its own code can rewrite them (B-01,
 * C-23): for deployments that migrate with one role and run with another. The columns that an erasure blanks stay
 * writable; a trigger lets them be blanked and nothing else.
 *
 * @param role as Postgres knows it, in any spelling
 */
export function evidenceRightsSql(role: string): readonly string[] {
  const to = `"${role.replaceAll('"', '""')}"`
  return [
    `revoke update, delete, truncate on kairos_consent, kairos_consent_text, kairos_audit from ${to}`,
    `grant update (email, customer_id, evidence, actor) on kairos_consent to ${to}`,
  ]
}
