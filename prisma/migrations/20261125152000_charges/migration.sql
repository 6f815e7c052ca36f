-- Amounts that a merchant's own backend names, and saved methods that are charged while nobody is there.
ALTER TABLE "line_item" ALTER COLUMN "price_id" DROP NOT NULL;

ALTER TABLE "payment" ADD COLUMN "saved_method_id" UUID,
ADD COLUMN "continue_until" TIMESTAMPTZ(3);

ALTER TABLE "payment" ADD CONSTRAINT "payment_merchant_id_saved_method_id_fkey" FOREIGN KEY ("merchant_id", "saved_method_id") REFERENCES "saved_method"("merchant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "outbox" ADD COLUMN "data" JSONB;

-- By hand from here: what Prisma has no words for.

alter table payment
  add constraint payment_link_needs_method check (continue_until is null or saved_method_id is not null);

create function refuse_link_change() returns trigger language plpgsql as $$
begin
  if new.saved_method_id is distinct from old.saved_method_id
    or (old.continue_until is not null and new.continue_until is distinct from old.continue_until) then
    raise exception 'the saved method and the link of payment % never change', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger payment_link_is_kept before update on payment for each row execute function refuse_link_change();

-- A mail says the same however often it is sent, and what has left is not sent again.
create function refuse_mail_change() returns trigger language plpgsql as $$
begin
  if (new.kind, new.subject_id, new.dedupe_key, new.data) is distinct from (old.kind, old.subject_id, old.dedupe_key, old.data)
    or (old.state = 'sent' and new.state <> 'sent') then
    raise exception 'what a mail says never changes, nor that it has left' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger outbox_is_frozen before update on outbox for each row execute function refuse_mail_change();
