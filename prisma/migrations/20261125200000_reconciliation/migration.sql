-- Where the comparison of our books with Stripe's stands, and on what they differ.
-- CreateTable
CREATE TABLE "reconciliation" (
    "merchant_id" UUID NOT NULL,
    "compared_until" TIMESTAMPTZ(3) NOT NULL,
    "proven_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reconciliation_pkey" PRIMARY KEY ("merchant_id")
);

-- CreateTable
CREATE TABLE "drift" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "intent_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" UUID,
    "stripe_id" TEXT NOT NULL,
    "ours" JSONB,
    "theirs" JSONB,
    "state" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "looked_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "drift_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateIndex
CREATE INDEX "drift_merchant_id_seen_at_id_idx" ON "drift"("merchant_id", "seen_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "payment_merchant_id_created_at_idx" ON "payment"("merchant_id", "created_at");

-- One difference is told once, however many look at it.
create unique index drift_unsettled on drift (merchant_id, stripe_id, kind) where state in ('suspected', 'open');

alter table drift add constraint drift_kind_is_known check (kind in
  ('missing_here', 'missing_there', 'status', 'amount', 'captured', 'refund_total', 'booked', 'fee'));
alter table drift add constraint drift_subject_is_known check (subject in ('payment', 'refund', 'dispute'));
alter table drift add constraint drift_state_is_known check (state in ('suspected', 'open', 'healed', 'gone'));
alter table drift add constraint drift_is_settled_once_over check ((state in ('healed', 'gone')) = (settled_at is not null));
alter table drift add constraint drift_has_row_unless_missing check ((kind = 'missing_here') = (subject_id is null));
alter table reconciliation add constraint reconciliation_is_proven_up_to_compared check (proven_at <= compared_until);
