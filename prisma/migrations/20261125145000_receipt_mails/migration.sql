-- CreateIndex
CREATE INDEX "outbox_merchant_id_subject_id_idx" ON "outbox"("merchant_id", "subject_id");

-- Each kind of receipt has a counter of its own.
create or replace function refuse_counter_back() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.last_number <= old.last_number
    or (new.merchant_id, new.kind, new.year) <> (old.merchant_id, old.kind, old.year) then
    raise exception 'the receipt counter only grows' using errcode = 'check_violation';
  end if;
  return new;
end $$;
