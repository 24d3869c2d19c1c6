import { WORSE_WITHIN_DAYS } from "../../core/incident/incident"

/** What an event tells of an incident: of the incident `i`, in whichever statement it stands. */
export const INCIDENT_PROPERTIES = `jsonb_build_object('incident_id', i.id, 'incident_kind', i.kind, 'order_id', i.order_id,
  'incident_opened_at', to_char(i.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'incident_count', (select count(*)::int from kairos_incident b
    where (b.email = i.email or b.customer_id = i.customer_id) and b.opened_at > i.opened_at - interval '${WORSE_WITHIN_DAYS} days'
      and (b.opened_at, b.id) <= (i.opened_at, i.id)))`
