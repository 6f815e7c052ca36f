-- A receipt has versions, and a refund has a receipt of its own. What was issued so far is the first version of a payment's.
alter table receipt
  add column kind text not null default 'payment',
  add column refund_id uuid,
  add column version int not null default 1;
alter table receipt
  alter column kind drop default,
  alter column version drop default;
alter table receipt_counter add column kind text not null default 'payment';
alter table receipt_counter alter column kind drop default;

-- AlterTable
ALTER TABLE "receipt_counter" DROP CONSTRAINT "receipt_counter_pkey",
ADD CONSTRAINT "receipt_counter_pkey" PRIMARY KEY ("merchant_id", "kind", "year");

-- DropIndex
DROP INDEX "receipt_merchant_id_payment_id_key";

-- DropIndex
DROP INDEX "receipt_merchant_id_year_number_in_year_key";

-- CreateIndex
CREATE UNIQUE INDEX "receipt_merchant_id_kind_year_number_in_year_version_key" ON "receipt"("merchant_id", "kind", "year", "number_in_year", "version");

-- CreateIndex
CREATE UNIQUE INDEX "receipt_merchant_id_refund_id_version_key" ON "receipt"("merchant_id", "refund_id", "version");

-- CreateIndex
CREATE INDEX "receipt_merchant_id_payment_id_idx" ON "receipt"("merchant_id", "payment_id");

-- AddForeignKey
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_merchant_id_refund_id_fkey" FOREIGN KEY ("merchant_id", "refund_id") REFERENCES "refund"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here: what Prisma has no words for.

-- One number for a payment, for ever: its receipt begins once, and every further version follows the one before.
create unique index receipt_payment_version on receipt (merchant_id, payment_id, version) where kind = 'payment';

alter table receipt
  add constraint receipt_kind_known check (kind in ('payment', 'refund')),
  add constraint receipt_names_its_refund check ((kind = 'refund') = (refund_id is not null)),
  add constraint receipt_version_positive check (version > 0),
  add constraint receipt_number_spelled check (number = year::text || case kind when 'refund' then '-R' else '-' end
    || lpad(number_in_year::text, greatest(6, length(number_in_year::text)), '0')),
  add constraint receipt_data_fits check (coalesce(data->>'number', '') = number
    and coalesce((data->>'version')::int, 1) = version and coalesce(data->>'kind', 'payment') = kind);
alter table receipt_counter
  add constraint receipt_counter_kind_known check (kind in ('payment', 'refund')),
  add constraint receipt_counter_positive check (last_number > 0);

-- A first version takes the number after the last one, a further version everything from the one before but its data.
create function refuse_receipt_gap() returns trigger language plpgsql as $$
begin
  if new.version > 1 then
    if not exists (select from receipt
      where merchant_id = new.merchant_id and kind = new.kind and year = new.year and number_in_year = new.number_in_year
        and version = new.version - 1 and payment_id = new.payment_id and customer_id = new.customer_id
        and refund_id is not distinct from new.refund_id) then
      raise exception 'version % of receipt % follows no version before it', new.version, new.number using errcode = 'check_violation';
    end if;
  elsif new.number_in_year > 1 and not exists (select from receipt
    where merchant_id = new.merchant_id and kind = new.kind and year = new.year
      and number_in_year = new.number_in_year - 1 and version = 1) then
    raise exception 'receipt % would leave a gap before it', new.number using errcode = 'check_violation';
  end if;
  if new.refund_id is not null and not exists (select from refund
    where merchant_id = new.merchant_id and id = new.refund_id and payment_id = new.payment_id) then
    raise exception 'receipt % is about a refund of another payment', new.number using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger receipt_follows before insert on receipt for each row execute function refuse_receipt_gap();
create trigger receipt_is_never_emptied before truncate on receipt for each statement execute function refuse_receipt_change();

-- Numbers that were drawn are never drawn again.
create function refuse_counter_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.last_number > old.last_number
    and (new.merchant_id, new.kind, new.year) = (old.merchant_id, old.kind, old.year) then
    return new;
  end if;
  raise exception 'a receipt counter only grows' using errcode = 'check_violation';
end $$;
create trigger receipt_counter_only_grows before update or delete on receipt_counter
  for each row execute function refuse_counter_change();

-- The newest version of a document, read once the lock on its payment is had: whoever issues the next version builds on it.
-- A statement's own snapshot is older than the lock that it may have waited for; a function's queries have their own.
create function latest_receipt(of_merchant uuid, of_payment uuid, of_refund uuid) returns setof receipt
language plpgsql volatile as $$
begin
  perform from payment where merchant_id = of_merchant and id = of_payment for no key update;
  return query
    select receipt.* from receipt
    where receipt.merchant_id = of_merchant and receipt.payment_id = of_payment
      and receipt.refund_id is not distinct from of_refund
    order by receipt.version desc limit 1;
  if not found and of_refund is null then
    raise exception 'payment % has no receipt', of_payment;
  end if;
end $$;
