/**
 * Records purchases with their lines in one statement: rows that are already as given are not written again, lines that
 * a purchase no longer has go away. Bound: purchases (jsonb array), lines (jsonb array), ids (text[]).
 */
export const RECORD_SQL = `
  with input as (
    select * from jsonb_to_recordset(?::jsonb) as r(
      id text, customer_id text, email text, source text, external_id text, occurred_at timestamptz,
      currency_code text, total numeric, refunded numeric, canceled boolean, item_count int)
  ),
  input_line as (
    select * from jsonb_to_recordset(?::jsonb) as r(
      purchase_id text, line_no int, product_id text, variant_id text, sku text, title text,
      quantity int, unit_price numeric)
  ),
  written as (
    insert into kairos_purchase as p (id, customer_id, email, source, external_id, occurred_at, currency_code,
      total, refunded, canceled, item_count)
    select id, customer_id, email, source, external_id, occurred_at, currency_code,
      total, refunded, canceled, item_count
    from input order by id
    on conflict (id) do update set
      customer_id = excluded.customer_id, email = excluded.email, source = excluded.source,
      external_id = excluded.external_id, occurred_at = excluded.occurred_at,
      currency_code = excluded.currency_code, total = excluded.total, refunded = excluded.refunded,
      canceled = excluded.canceled, item_count = excluded.item_count, updated_at = now()
    where (p.customer_id, p.email, p.source, p.external_id, p.occurred_at, p.currency_code, p.total,
        p.refunded, p.canceled, p.item_count)
      is distinct from (excluded.customer_id, excluded.email, excluded.source, excluded.external_id,
        excluded.occurred_at, excluded.currency_code, excluded.total, excluded.refunded, excluded.canceled,
        excluded.item_count)
    returning p.id
  ),
  gone as (
    delete from kairos_purchase_line l
    where l.purchase_id = any(?::text[])
      and not exists (
        select 1 from input_line i where i.purchase_id = l.purchase_id and i.line_no = l.line_no)
    returning l.purchase_id
  ),
  written_line as (
    insert into kairos_purchase_line as l (purchase_id, line_no, product_id, variant_id, sku, title, quantity,
      unit_price)
    select purchase_id, line_no, product_id, variant_id, sku, title, quantity, unit_price
    from input_line order by purchase_id, line_no
    on conflict (purchase_id, line_no) do update set
      product_id = excluded.product_id, variant_id = excluded.variant_id, sku = excluded.sku,
      title = excluded.title, quantity = excluded.quantity, unit_price = excluded.unit_price
    where (l.product_id, l.variant_id, l.sku, l.title, l.quantity, l.unit_price)
      is distinct from (excluded.product_id, excluded.variant_id, excluded.sku, excluded.title,
        excluded.quantity, excluded.unit_price)
    returning l.purchase_id
  )
  select (select count(*)::int from written) as purchases,
    (select count(*)::int from written_line) as lines,
    (select count(*)::int from gone) as lines_removed
`

/**
 * Writes profiles that differ from what is stored. The days of the recency component and the time of the computation
 * grow by themselves every day, so they alone are no reason to write a row. Bound: profiles (jsonb array), now.
 */
export const WRITE_PROFILES_SQL = `
  with input as (
    select * from jsonb_to_recordset(?::jsonb) as r(
      customer_id text, email text, currency_code text, order_count int, item_count int,
      first_order_at timestamptz, last_order_at timestamptz, spent jsonb,
      tier text, tier_score double precision, tier_breakdown jsonb)
  )
  update kairos_profile p set
    email = i.email, currency_code = i.currency_code, order_count = i.order_count, item_count = i.item_count,
    first_order_at = i.first_order_at, last_order_at = i.last_order_at, spent = i.spent,
    tier = i.tier, tier_score = i.tier_score, tier_breakdown = i.tier_breakdown,
    tier_since = case
      when i.tier is null then null
      when p.tier is not distinct from i.tier then coalesce(p.tier_since, ?::timestamptz)
      else ?::timestamptz end,
    computed_at = ?::timestamptz
  from input i
  where p.customer_id = i.customer_id
    and (p.email, p.currency_code, p.order_count, p.item_count, p.first_order_at, p.last_order_at, p.spent,
        p.tier, p.tier_score, p.tier_breakdown #- '{computed_at}' #- '{components,0,value}')
      is distinct from (i.email, i.currency_code, i.order_count, i.item_count, i.first_order_at,
        i.last_order_at, i.spent, i.tier, i.tier_score,
        i.tier_breakdown #- '{computed_at}' #- '{components,0,value}')
`
