-- What is known of saved methods, and how they come to be saved without a payment.
ALTER TABLE "saved_method" ADD COLUMN "bank_name" TEXT,
ADD COLUMN "fingerprint_hash" TEXT,
ADD COLUMN "stripe_mandate_id" TEXT,
ADD COLUMN "charging" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "removing_at" TIMESTAMPTZ(3);

CREATE TABLE "method_setup" (
    "merchant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "stripe_setup_intent_id" TEXT,
    "method_type" TEXT,
    "method_brand" TEXT,
    "method_last4" TEXT,
    "microdeposit_kind" TEXT,
    "microdeposits_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "saved_method_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "method_setup_pkey" PRIMARY KEY ("merchant_id","id")
);

CREATE UNIQUE INDEX "method_setup_merchant_id_stripe_setup_intent_id_key" ON "method_setup"("merchant_id", "stripe_setup_intent_id");
CREATE INDEX "method_setup_merchant_id_customer_id_created_at_idx" ON "method_setup"("merchant_id", "customer_id", "created_at" DESC);
ALTER TABLE "method_setup" ADD CONSTRAINT "method_setup_merchant_id_customer_id_fkey" FOREIGN KEY ("merchant_id", "customer_id") REFERENCES "customer"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "method_setup" ADD CONSTRAINT "method_setup_merchant_id_saved_method_id_fkey" FOREIGN KEY ("merchant_id", "saved_method_id") REFERENCES "saved_method"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here: what Prisma has no words for.

alter table saved_method
  add constraint saved_method_charging_counts check (charging >= 0),
  -- A payment that begins adds to the counter, a removal sets the time: whichever is second finds the other here.
  add constraint saved_method_stays_while_charged check (removing_at is null or charging = 0),
  -- Never more than four digits of a card or an account.
  add constraint saved_method_last4_is_short check (length(last4) <= 4),
  add constraint saved_method_fingerprint_is_hashed check (fingerprint_hash ~ '^[0-9a-f]{64}$');

alter table method_setup
  add constraint method_setup_status_known check (
    status in ('requires_payment_method', 'requires_action', 'processing', 'succeeded', 'canceled')),
  add constraint method_setup_saves_one check ((status = 'succeeded') = (saved_method_id is not null)),
  add constraint method_setup_microdeposits_whole check (
    (microdeposit_kind is null) = (microdeposits_at is null) and microdeposit_kind in ('amounts', 'descriptor_code')),
  add constraint method_setup_last4_is_short check (length(method_last4) <= 4);

-- Whose a method is never changes, and one that is gone does not come back.
create function refuse_method_change() returns trigger language plpgsql as $$
begin
  if (new.customer_id, new.stripe_payment_method_id) is distinct from (old.customer_id, old.stripe_payment_method_id) then
    raise exception 'saved method % stays whose and what it is', old.id using errcode = 'check_violation';
  end if;
  if old.detached_at is not null and new.detached_at is distinct from old.detached_at then
    raise exception 'saved method % is gone', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger saved_method_is_kept before update on saved_method for each row execute function refuse_method_change();

create function refuse_setup_change() returns trigger language plpgsql as $$
begin
  if old.status in ('succeeded', 'canceled') and new.status <> old.status then
    raise exception 'setup % is % and cannot become %', old.id, old.status, new.status using errcode = 'check_violation';
  end if;
  if new.customer_id <> old.customer_id
    or (old.stripe_setup_intent_id is not null and new.stripe_setup_intent_id is distinct from old.stripe_setup_intent_id) then
    raise exception 'customer and SetupIntent of setup % never change', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger method_setup_moves_forward before update on method_setup for each row execute function refuse_setup_change();
