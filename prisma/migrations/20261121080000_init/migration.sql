-- CreateTable
CREATE TABLE "merchant" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address_lines" TEXT[],
    "support_email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "merchant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "email" TEXT,
    "name" TEXT,
    "stripe_customer_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "product" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "image" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "price" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "unit_amount_minor" BIGINT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "price_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "payment" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "captured_minor" BIGINT NOT NULL DEFAULT 0,
    "refund_reserved_minor" BIGINT NOT NULL DEFAULT 0,
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,
    "description" TEXT NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "stripe_payment_intent_id" TEXT,
    "method_type" TEXT,
    "method_brand" TEXT,
    "method_last4" TEXT,
    "decline_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "payment_attempt" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "confirmation_token_id" TEXT NOT NULL,
    "payment_intent_id" TEXT,
    "decline_reason" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "lease_token" INTEGER NOT NULL DEFAULT 1,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_attempt_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "line_item" (
    "merchant_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "price_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_amount_minor" BIGINT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "line_item_pkey" PRIMARY KEY ("merchant_id","payment_id","position")
);

-- CreateTable
CREATE TABLE "refund" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "reason" TEXT,
    "stripe_refund_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "refund_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "receipt" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "number_in_year" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "mailed_at" TIMESTAMPTZ(3),

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "receipt_counter" (
    "merchant_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "last_number" INTEGER NOT NULL,

    CONSTRAINT "receipt_counter_pkey" PRIMARY KEY ("merchant_id","year")
);

-- CreateTable
CREATE TABLE "saved_method" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "stripe_payment_method_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "brand" TEXT,
    "last4" TEXT,
    "expiry_month" INTEGER,
    "expiry_year" INTEGER,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "detached_at" TIMESTAMPTZ(3),

    CONSTRAINT "saved_method_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "webhook_event" (
    "merchant_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "stripe_created_at" TIMESTAMPTZ(3) NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "idempotency_record" (
    "merchant_id" UUID NOT NULL,
    "caller" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "payment_id" UUID,
    "attempt_id" UUID,
    "answer" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "idempotency_record_pkey" PRIMARY KEY ("merchant_id","caller","operation","request_id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "request_id" TEXT,
    "before" JSONB,
    "after" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "provider_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("merchant_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "customer_merchant_id_subject_key" ON "customer"("merchant_id", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "customer_merchant_id_stripe_customer_id_key" ON "customer"("merchant_id", "stripe_customer_id");

-- CreateIndex
CREATE INDEX "price_merchant_id_product_id_idx" ON "price"("merchant_id", "product_id");

-- CreateIndex
CREATE INDEX "payment_merchant_id_customer_id_created_at_id_idx" ON "payment"("merchant_id", "customer_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "payment_merchant_id_customer_id_status_created_at_id_idx" ON "payment"("merchant_id", "customer_id", "status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "payment_merchant_id_customer_id_amount_minor_id_idx" ON "payment"("merchant_id", "customer_id", "amount_minor" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "payment_merchant_id_stripe_payment_intent_id_key" ON "payment"("merchant_id", "stripe_payment_intent_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempt_merchant_id_payment_id_number_key" ON "payment_attempt"("merchant_id", "payment_id", "number");

-- CreateIndex
CREATE INDEX "line_item_merchant_id_price_id_idx" ON "line_item"("merchant_id", "price_id");

-- CreateIndex
CREATE INDEX "refund_merchant_id_payment_id_idx" ON "refund"("merchant_id", "payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_merchant_id_stripe_refund_id_key" ON "refund"("merchant_id", "stripe_refund_id");

-- CreateIndex
CREATE INDEX "receipt_merchant_id_customer_id_issued_at_id_idx" ON "receipt"("merchant_id", "customer_id", "issued_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "receipt_merchant_id_payment_id_key" ON "receipt"("merchant_id", "payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "receipt_merchant_id_year_number_in_year_key" ON "receipt"("merchant_id", "year", "number_in_year");

-- CreateIndex
CREATE INDEX "saved_method_merchant_id_customer_id_idx" ON "saved_method"("merchant_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_method_merchant_id_stripe_payment_method_id_key" ON "saved_method"("merchant_id", "stripe_payment_method_id");

-- CreateIndex
CREATE INDEX "webhook_event_merchant_id_object_id_idx" ON "webhook_event"("merchant_id", "object_id");

-- CreateIndex
CREATE INDEX "idempotency_record_merchant_id_attempt_id_idx" ON "idempotency_record"("merchant_id", "attempt_id");

-- CreateIndex
CREATE INDEX "idempotency_record_created_at_idx" ON "idempotency_record"("created_at");

-- CreateIndex
CREATE INDEX "audit_entry_merchant_id_subject_id_at_idx" ON "audit_entry"("merchant_id", "subject_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_merchant_id_dedupe_key_key" ON "outbox"("merchant_id", "dedupe_key");

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price" ADD CONSTRAINT "price_merchant_id_product_id_fkey" FOREIGN KEY ("merchant_id", "product_id") REFERENCES "product"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id") REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_merchant_id_payment_id_fkey" FOREIGN KEY ("merchant_id", "payment_id") REFERENCES "payment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "line_item" ADD CONSTRAINT "line_item_merchant_id_payment_id_fkey" FOREIGN KEY ("merchant_id", "payment_id") REFERENCES "payment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "line_item" ADD CONSTRAINT "line_item_merchant_id_price_id_fkey" FOREIGN KEY ("merchant_id", "price_id") REFERENCES "price"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_merchant_id_payment_id_fkey" FOREIGN KEY ("merchant_id", "payment_id") REFERENCES "payment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_merchant_id_payment_id_fkey" FOREIGN KEY ("merchant_id", "payment_id") REFERENCES "payment"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id") REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_method" ADD CONSTRAINT "saved_method_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id") REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here: what Prisma has no words for.

-- Checks: the last guard, whatever the code above them does.
alter table price
  add constraint price_amount_positive check (unit_amount_minor > 0),
  add constraint price_currency_code check (currency ~ '^[a-z]{3}$');
alter table payment
  add constraint payment_status_known check (status in
    ('processing', 'requires_payment_method', 'requires_action', 'requires_capture', 'succeeded', 'canceled')),
  add constraint payment_currency_code check (currency ~ '^[a-z]{3}$'),
  add constraint payment_amount_positive check (amount_minor > 0),
  add constraint payment_money_bounded check (
    0 <= refunded_minor and refunded_minor <= refund_reserved_minor
    and refund_reserved_minor <= captured_minor and captured_minor <= amount_minor),
  add constraint payment_paid_has_time check ((status = 'succeeded') = (paid_at is not null));
alter table payment_attempt
  add constraint payment_attempt_state_known check (state in ('started', 'unknown', 'answered', 'failed')),
  add constraint payment_attempt_settled_has_time check ((state in ('answered', 'failed')) = (settled_at is not null));
alter table line_item
  add constraint line_item_quantity_bounded check (quantity between 1 and 999),
  add constraint line_item_amount_is_product check (amount_minor = unit_amount_minor * quantity);
alter table refund
  add constraint refund_status_known check (status in ('pending', 'requires_action', 'succeeded', 'failed', 'canceled')),
  add constraint refund_amount_positive check (amount_minor > 0),
  add constraint refund_currency_code check (currency ~ '^[a-z]{3}$');
alter table receipt
  add constraint receipt_number_positive check (number_in_year > 0);
alter table idempotency_record
  add constraint idempotency_record_answer_has_time check ((answer is null) = (answered_at is null));
alter table outbox
  add constraint outbox_state_known check (state in ('pending', 'sent', 'failed')),
  add constraint outbox_sent_has_time check ((state = 'sent') = (sent_at is not null));

-- One open attempt per payment: two cards can never be tried at once.
create unique index payment_attempt_one_open on payment_attempt (merchant_id, payment_id) where state in ('started', 'unknown');
-- What sweepers look for: small however large the tables grow.
create index payment_attempt_due on payment_attempt (merchant_id, lease_until) where state in ('started', 'unknown');
create index payment_waiting on payment (merchant_id, updated_at) where status in ('processing', 'requires_action');
create index webhook_event_unhandled on webhook_event (merchant_id, received_at) where handled_at is null;
create index outbox_pending on outbox (merchant_id, created_at) where state = 'pending';
create unique index saved_method_one_default on saved_method (merchant_id, customer_id) where is_default and detached_at is null;

-- Payments change in place: room on the page keeps such updates out of the indexes.
alter table payment set (fillfactor = 90);

-- A finished payment stays finished, and what it is about never changes.
create function refuse_payment_change() returns trigger language plpgsql as $$
begin
  if old.status in ('succeeded', 'canceled') and new.status <> old.status then
    raise exception 'payment % is % and cannot become %', old.id, old.status, new.status using errcode = 'check_violation';
  end if;
  if new.amount_minor <> old.amount_minor or new.currency <> old.currency or new.customer_id <> old.customer_id
    or (old.stripe_payment_intent_id is not null and new.stripe_payment_intent_id is distinct from old.stripe_payment_intent_id) then
    raise exception 'amount, currency, customer and PaymentIntent of payment % never change', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger payment_moves_forward before update on payment for each row execute function refuse_payment_change();

-- A receipt is issued once; only that its mail was sent may be noted later.
create function refuse_receipt_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'mailed_at' = to_jsonb(old) - 'mailed_at' then
    return new;
  end if;
  raise exception 'receipts never change' using errcode = 'check_violation';
end $$;
create trigger receipt_is_frozen before update or delete on receipt for each row execute function refuse_receipt_change();

-- The audit log only grows.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log only grows' using errcode = 'check_violation';
end $$;
create trigger audit_entry_only_grows before update or delete on audit_entry for each row execute function refuse_audit_change();
create trigger audit_entry_is_never_emptied before truncate on audit_entry for each statement execute function refuse_audit_change();

-- Pages that watch a payment hear of every change, whichever process made it.
create function notify_payment_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('payment_changed', json_build_object(
    'merchantId', new.merchant_id, 'paymentId', new.id, 'version', new.version)::text);
  return null;
end $$;
create trigger payment_is_watched after insert or update of version on payment
  for each row execute function notify_payment_changed();
