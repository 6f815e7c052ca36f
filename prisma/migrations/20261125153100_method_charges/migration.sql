-- A payment counts itself on the saved method that it tries, from its first moment until Stripe has decided; whatever moves
-- the payment. A removal that has begun makes it fail, by the CHECK on the counter.
create function count_method_charges() returns trigger language plpgsql as $$
declare
  counted_before uuid := case when tg_op = 'UPDATE' and old.status in ('processing', 'requires_action') then old.saved_method_id end;
  counted_now uuid := case when new.status in ('processing', 'requires_action') then new.saved_method_id end;
begin
  if counted_before is distinct from counted_now then
    update saved_method set charging = charging - 1 where merchant_id = new.merchant_id and id = counted_before;
    update saved_method set charging = charging + 1 where merchant_id = new.merchant_id and id = counted_now;
  end if;
  return null;
end $$;
create trigger payment_counts_on_new_method after insert on payment
  for each row when (new.saved_method_id is not null) execute function count_method_charges();
create trigger payment_counts_on_method after update of status, saved_method_id on payment
  for each row when (old.saved_method_id is not null or new.saved_method_id is not null) execute function count_method_charges();
update saved_method set charging = payments.count from (
    select merchant_id, saved_method_id, count(*)::int4 as count from payment
    where saved_method_id is not null and status in ('processing', 'requires_action') group by 1, 2) as payments
  where payments.merchant_id = saved_method.merchant_id and payments.saved_method_id = saved_method.id;

-- A payment may be tried with another saved method; the link in its mail still needs one, and never changes.
create or replace function refuse_link_change() returns trigger language plpgsql as $$
begin
  if old.continue_until is not null and new.continue_until is distinct from old.continue_until then
    raise exception 'the link of payment % never changes', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
