-- CreateTable
CREATE TABLE "dispute" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "stripe_dispute_id" TEXT NOT NULL,
    "stripe_charge_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "held_minor" BIGINT NOT NULL,
    "balance_currency" CHAR(3),
    "withdrawn_minor" BIGINT NOT NULL DEFAULT 0,
    "reinstated_minor" BIGINT NOT NULL DEFAULT 0,
    "fee_minor" BIGINT NOT NULL DEFAULT 0,
    "movements" INTEGER NOT NULL DEFAULT 0,
    "evidence_due_by" TIMESTAMPTZ(3),
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "answer_attempt_id" UUID,
    "submitted_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "early_fraud_warning" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "stripe_warning_id" TEXT NOT NULL,
    "stripe_charge_id" TEXT NOT NULL,
    "fraud_type" TEXT NOT NULL,
    "is_actionable" BOOLEAN NOT NULL,
    "dismissed_by" TEXT,
    "dismissed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "early_fraud_warning_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "payout" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "stripe_payout_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "is_automatic" BOOLEAN NOT NULL,
    "arrives_at" TIMESTAMPTZ(3) NOT NULL,
    "failure_code" TEXT,
    "reconciliation_status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payout_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "dispute_merchant_id_stripe_dispute_id_key" ON "dispute"("merchant_id", "stripe_dispute_id");
CREATE INDEX "dispute_merchant_id_payment_id_idx" ON "dispute"("merchant_id", "payment_id");
CREATE INDEX "dispute_merchant_id_created_at_id_idx" ON "dispute"("merchant_id", "created_at" DESC, "id" DESC);
CREATE INDEX "dispute_merchant_id_status_created_at_id_idx" ON "dispute"("merchant_id", "status", "created_at" DESC, "id" DESC);
CREATE UNIQUE INDEX "early_fraud_warning_merchant_id_stripe_warning_id_key" ON "early_fraud_warning"("merchant_id", "stripe_warning_id");
CREATE INDEX "early_fraud_warning_merchant_id_payment_id_idx" ON "early_fraud_warning"("merchant_id", "payment_id");
CREATE INDEX "early_fraud_warning_merchant_id_created_at_id_idx" ON "early_fraud_warning"("merchant_id", "created_at" DESC, "id" DESC);
CREATE UNIQUE INDEX "payout_merchant_id_stripe_payout_id_key" ON "payout"("merchant_id", "stripe_payout_id");
CREATE INDEX "payout_merchant_id_created_at_id_idx" ON "payout"("merchant_id", "created_at" DESC, "id" DESC);
CREATE INDEX "payout_merchant_id_status_created_at_id_idx" ON "payout"("merchant_id", "status", "created_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_merchant_id_payment_id_fkey" FOREIGN KEY ("merchant_id", "payment_id") REFERENCES "payment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "early_fraud_warning" ADD CONSTRAINT "early_fraud_warning_merchant_id_payment_id_fkey" FOREIGN KEY ("merchant_id", "payment_id") REFERENCES "payment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- How much text a draft has, as Stripe counts it. Nothing but texts is in it.
create function evidence_length(evidence jsonb) returns bigint language sql immutable strict parallel safe as $$
  select coalesce(sum(length(value)), 0)::bigint from jsonb_each_text(evidence)
$$;

alter table dispute
  add constraint dispute_status_known check (status in
    ('warning_needs_response', 'warning_under_review', 'warning_closed', 'needs_response', 'under_review',
     'appeal_needs_response', 'appeal_under_review', 'won', 'lost', 'prevented')),
  add constraint dispute_currency_code check (currency ~ '^[a-z]{3}$'),
  add constraint dispute_amount_positive check (amount_minor > 0),
  -- Whether a dispute keeps its payment from being refunded follows from its status, and is never forgotten.
  add constraint dispute_holds_while_open_or_lost check (held_minor >= 0 and (held_minor > 0) = (
    status in ('needs_response', 'under_review', 'appeal_needs_response', 'appeal_under_review', 'lost')
    or status = 'prevented' and withdrawn_minor > reinstated_minor)),
  add constraint dispute_bookings_whole check (
    withdrawn_minor >= 0 and reinstated_minor >= 0 and movements >= 0
    and (movements = 0) = (balance_currency is null)
    and (movements > 0 or (withdrawn_minor, reinstated_minor, fee_minor) = (0, 0, 0))),
  add constraint dispute_evidence_bounded check (
    jsonb_typeof(evidence) = 'object' and evidence_length(evidence) <= 150000);

alter table early_fraud_warning
  add constraint early_fraud_warning_dismissed_by_somebody check ((dismissed_by is null) = (dismissed_at is null));

alter table payout
  add constraint payout_status_known check (status in ('pending', 'in_transit', 'paid', 'failed', 'canceled')),
  add constraint payout_currency_code check (currency ~ '^[a-z]{3}$'),
  add constraint payout_amount_not_zero check (amount_minor <> 0),
  add constraint payout_failed_with_code check (failure_code is null or status = 'failed'),
  add constraint payout_reconciliation_known check (reconciliation_status in ('completed', 'in_progress', 'not_applicable'));

-- What can still be answered, the nearest deadline first; and what sweepers look for.
create index dispute_to_answer on dispute (merchant_id, evidence_due_by, id)
  where status in ('warning_needs_response', 'needs_response') and evidence_due_by is not null;
create index dispute_open on dispute (merchant_id, checked_at)
  where status not in ('warning_closed', 'won', 'lost', 'prevented');

-- A decided dispute stays decided; only a lost one can be appealed. Once it is a dispute it is never just a question again.
create function refuse_dispute_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'dispute % stays in the books', old.id using errcode = 'check_violation';
  end if;
  if new.status <> old.status and (
    old.status in ('warning_closed', 'won', 'prevented')
    or old.status = 'lost' and new.status not in ('appeal_needs_response', 'appeal_under_review', 'won')
    or new.status like 'warning%' and old.status not like 'warning%'
  ) then
    raise exception 'dispute % is % and cannot become %', old.id, old.status, new.status using errcode = 'check_violation';
  end if;
  if (new.payment_id, new.stripe_dispute_id, new.stripe_charge_id, new.currency, new.created_at)
     is distinct from (old.payment_id, old.stripe_dispute_id, old.stripe_charge_id, old.currency, old.created_at)
    or new.movements < old.movements or new.version < old.version
    or old.submitted_at is not null and new.submitted_at is null
    or old.accepted_at is not null and new.accepted_at is distinct from old.accepted_at
  then
    raise exception 'what dispute % is about, and what was answered, never changes', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger dispute_moves_forward before update or delete on dispute for each row execute function refuse_dispute_change();

-- A warning that is over never comes back, and who dismissed it stays.
create function refuse_warning_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'warning % stays in the books', old.id using errcode = 'check_violation';
  end if;
  if old.dismissed_at is not null and (new.dismissed_at, new.dismissed_by) is distinct from (old.dismissed_at, old.dismissed_by)
    or new.is_actionable and not old.is_actionable
    or (new.payment_id, new.stripe_warning_id, new.stripe_charge_id, new.created_at)
       is distinct from (old.payment_id, old.stripe_warning_id, old.stripe_charge_id, old.created_at)
  then
    raise exception 'warning % only moves forward', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger early_fraud_warning_moves_forward before update or delete on early_fraud_warning
  for each row execute function refuse_warning_change();

-- A bank may send back what counted as paid; nothing else of an end is taken back.
create function refuse_payout_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'payout % stays in the books', old.id using errcode = 'check_violation';
  end if;
  if new.status <> old.status and not (case old.status
    when 'pending' then true
    when 'in_transit' then new.status <> 'pending'
    when 'paid' then new.status = 'failed'
    else false end)
  then
    raise exception 'payout % is % and cannot become %', old.id, old.status, new.status using errcode = 'check_violation';
  end if;
  if (new.stripe_payout_id, new.amount_minor, new.currency, new.created_at)
     is distinct from (old.stripe_payout_id, old.amount_minor, old.currency, old.created_at)
  then
    raise exception 'what payout % is about never changes', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger payout_moves_forward before update or delete on payout for each row execute function refuse_payout_change();
