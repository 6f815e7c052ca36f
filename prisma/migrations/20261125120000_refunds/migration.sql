-- What a merchant has chosen; the contract's schema gives what is absent its default.
ALTER TABLE "merchant" ADD COLUMN "settings" JSONB NOT NULL DEFAULT '{}';

-- Kept by disputes; above 0 nothing is refunded.
ALTER TABLE "payment" ADD COLUMN "disputed_minor" BIGINT NOT NULL DEFAULT 0;
alter table payment add constraint payment_disputed_not_negative check (disputed_minor >= 0);

alter table refund
  add column note text,
  add column origin text not null default 'azora',
  add column requested_by text,
  add column decided_by text,
  add column failure_reason text,
  add column version integer not null default 1,
  add column updated_at timestamptz(3);
update refund set updated_at = coalesce(settled_at, created_at);
update refund set settled_at = created_at where status in ('succeeded', 'failed', 'canceled') and settled_at is null;
update refund set settled_at = null where status in ('pending', 'requires_action');
alter table refund
  alter column updated_at set not null,
  drop constraint refund_status_known,
  add constraint refund_status_known check (status in
    ('requires_approval', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled', 'rejected')),
  add constraint refund_settled_has_time check (
    (status in ('succeeded', 'failed', 'canceled', 'rejected')) = (settled_at is not null)),
  add constraint refund_origin_known check (origin in ('azora', 'stripe')),
  add constraint refund_note_bounded check (length(note) <= 500),
  -- Whoever asked may take it back, but never approve it.
  add constraint refund_approver_differs check (status = 'rejected' or decided_by is null or decided_by <> requested_by),
  add constraint refund_rejected_by_somebody check (status <> 'rejected' or decided_by is not null);

DROP INDEX "refund_merchant_id_payment_id_idx";
CREATE INDEX "refund_merchant_id_payment_id_created_at_id_idx" ON "refund"("merchant_id", "payment_id", "created_at" DESC, "id" DESC);
CREATE INDEX "refund_merchant_id_status_created_at_id_idx" ON "refund"("merchant_id", "status", "created_at" DESC, "id" DESC);
CREATE INDEX "refund_merchant_id_created_at_id_idx" ON "refund"("merchant_id", "created_at" DESC, "id" DESC);
-- What the sweeper looks for.
create index refund_waiting on refund (merchant_id, updated_at) where status in ('pending', 'requires_action');

-- A refund moves as the contract's table says, and what it is about never changes. Stripe can take back that it succeeded.
create function refuse_refund_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'refund % stays in the books', old.id using errcode = 'check_violation';
  end if;
  if new.status <> old.status and not (case old.status
    when 'requires_approval' then new.status in ('pending', 'rejected')
    when 'pending' then new.status in ('requires_action', 'succeeded', 'failed', 'canceled')
    when 'requires_action' then new.status in ('pending', 'succeeded', 'failed', 'canceled')
    when 'succeeded' then new.status = 'failed'
    else false end)
  then
    raise exception 'refund % is % and cannot become %', old.id, old.status, new.status using errcode = 'check_violation';
  end if;
  if old.status = 'requires_approval' and new.status = 'pending' and new.decided_by is null then
    raise exception 'refund % was approved by nobody', old.id using errcode = 'check_violation';
  end if;
  if (new.payment_id, new.amount_minor, new.currency, new.origin, new.requested_by, new.reason, new.created_at)
     is distinct from (old.payment_id, old.amount_minor, old.currency, old.origin, old.requested_by, old.reason, old.created_at)
    or old.stripe_refund_id is not null and new.stripe_refund_id is distinct from old.stripe_refund_id
    or old.decided_by is not null and new.decided_by is distinct from old.decided_by
  then
    raise exception 'what refund % is about never changes', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger refund_moves_forward before update or delete on refund for each row execute function refuse_refund_change();
