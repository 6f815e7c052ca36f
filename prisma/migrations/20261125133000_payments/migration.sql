-- Money that is held first and taken later, and what a bank statement says of it.
alter table payment
  add column capture_method text not null default 'automatic',
  add column statement_descriptor_suffix text,
  add column capturable_minor bigint not null default 0,
  add column capture_before timestamptz(3);
update payment set capturable_minor = amount_minor where status = 'requires_capture';

alter table payment
  add constraint payment_capture_method_known check (capture_method in ('automatic', 'manual')),
  add constraint payment_suffix_fits check (length(statement_descriptor_suffix) between 1 and 18),
  add constraint payment_capturable_bounded check (0 <= capturable_minor and capturable_minor <= amount_minor),
  add constraint payment_capturable_while_held check ((status = 'requires_capture') = (capturable_minor > 0)),
  add constraint payment_deadline_while_held check (capture_before is null or status = 'requires_capture'),
  add constraint payment_captured_when_paid check (captured_minor = 0 or status = 'succeeded');

-- What sweepers look for: news that does not come, holds that run out, and payments that nobody goes on with.
drop index payment_waiting;
create index payment_waiting on payment (merchant_id, updated_at)
  where status in ('processing', 'requires_action', 'requires_capture');
create index payment_left_open on payment (merchant_id, created_at)
  where status in ('requires_payment_method', 'requires_action');

-- How the money is taken is fixed at birth; what is held is only taken or let go; what was taken stays taken.
create function refuse_capture_change() returns trigger language plpgsql as $$
begin
  if (new.capture_method, new.statement_descriptor_suffix)
     is distinct from (old.capture_method, old.statement_descriptor_suffix) then
    raise exception 'how payment % is captured never changes', old.id using errcode = 'check_violation';
  end if;
  if old.status = 'requires_capture' and new.status not in ('requires_capture', 'succeeded', 'canceled') then
    raise exception 'payment % is held and cannot become %', old.id, new.status using errcode = 'check_violation';
  end if;
  if old.status = 'succeeded' and new.captured_minor <> old.captured_minor then
    raise exception 'what payment % took never changes', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger payment_capture_is_kept before update on payment for each row execute function refuse_capture_change();
