/** The tables of Medusa 1.20 that hold orders, with their columns, types and checks. */
export const MEDUSA_V1_TABLES = `
  create type order_status_enum as enum ('pending', 'completed', 'archived', 'canceled', 'requires_action');
  create type order_payment_status_enum as enum ('not_paid', 'awaiting', 'captured', 'partially_refunded', 'refunded', 'canceled', 'requires_action');
  create table customer (id varchar primary key, email varchar not null, first_name varchar, last_name varchar, has_account boolean not null default false,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now(), deleted_at timestamptz);
  create table product_variant (id varchar primary key, title varchar not null, product_id varchar not null, sku varchar, created_at timestamptz not null default now());
  create table "order" (id varchar primary key, status order_status_enum not null default 'pending', fulfillment_status varchar not null default 'not_fulfilled',
    payment_status order_payment_status_enum not null default 'not_paid', display_id serial, cart_id varchar, customer_id varchar not null,
    email varchar not null, region_id varchar not null, currency_code varchar not null, tax_rate real, draft_order_id varchar,
    canceled_at timestamptz, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), metadata jsonb);
  create table swap (id varchar primary key, order_id varchar not null, difference_due int, canceled_at timestamptz, created_at timestamptz not null default now());
  create table claim_order (id varchar primary key, order_id varchar not null, type varchar not null, refund_amount int, canceled_at timestamptz, created_at timestamptz not null default now());
  create table line_item (id varchar primary key, cart_id varchar, order_id varchar, swap_id varchar, claim_order_id varchar, title varchar not null,
    description varchar, is_giftcard boolean not null default false, is_return boolean not null default false, unit_price int not null, variant_id varchar,
    quantity int not null check (quantity > 0), fulfilled_quantity int, returned_quantity int check (returned_quantity <= quantity), shipped_quantity int,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now());
  create table payment (id varchar primary key, swap_id varchar, cart_id varchar, order_id varchar, amount int not null, currency_code varchar not null,
    amount_refunded int not null default 0, provider_id varchar not null default 'manual', data jsonb not null default '{}', captured_at timestamptz,
    canceled_at timestamptz, created_at timestamptz not null default now());
  create table refund (id varchar primary key, order_id varchar, payment_id varchar, amount int not null, note varchar, reason varchar not null default 'return',
    created_at timestamptz not null default now());`
