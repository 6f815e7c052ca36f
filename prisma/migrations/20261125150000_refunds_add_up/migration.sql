-- Until now only totals were taken over from Stripe: each gets the row that it lacked.
insert into refund (merchant_id, id, payment_id, status, currency, amount_minor, origin, created_at, updated_at, settled_at)
select payment.merchant_id, gen_random_uuid(), payment.id, 'succeeded', payment.currency,
       payment.refunded_minor - known.amount_minor, 'stripe', payment.updated_at, payment.updated_at, payment.updated_at
from payment, lateral (
  select coalesce(sum(refund.amount_minor), 0) as amount_minor from refund
  where refund.merchant_id = payment.merchant_id and refund.payment_id = payment.id and refund.status = 'succeeded'
) as known
where payment.refunded_minor > known.amount_minor;
update payment set refund_reserved_minor = refunded_minor + (
  select coalesce(sum(refund.amount_minor), 0) from refund
  where refund.merchant_id = payment.merchant_id and refund.payment_id = payment.id
    and refund.status in ('pending', 'requires_action'))
where refund_reserved_minor <> refunded_minor;

-- The counters are what stops a refund too many; the rows are what happened. No statement leaves them apart: every one
-- that writes a refund holds its payment's row lock, so the sum that is seen here is the one that is committed.
create function refuse_refund_gap(merchant uuid, payment_of uuid) returns void language plpgsql as $$
declare
  counted record;
  summed record;
begin
  select refund_reserved_minor, refunded_minor into counted from payment where merchant_id = merchant and id = payment_of;
  select coalesce(sum(amount_minor) filter (where status in ('requires_approval', 'pending', 'requires_action', 'succeeded')), 0) as reserved,
         coalesce(sum(amount_minor) filter (where status = 'succeeded'), 0) as refunded
    into summed from refund where merchant_id = merchant and payment_id = payment_of;
  if (counted.refund_reserved_minor, counted.refunded_minor) is distinct from (summed.reserved, summed.refunded) then
    raise exception 'refunds of payment % do not add up: reserved % of %, refunded % of %', payment_of,
      counted.refund_reserved_minor, summed.reserved, counted.refunded_minor, summed.refunded using errcode = 'check_violation';
  end if;
end $$;
create function check_refund_of_payment() returns trigger language plpgsql as $$
begin
  perform refuse_refund_gap(new.merchant_id, new.payment_id);
  return null;
end $$;
create function check_payment_of_refunds() returns trigger language plpgsql as $$
begin
  perform refuse_refund_gap(new.merchant_id, new.id);
  return null;
end $$;
create trigger refund_adds_up after insert or update of status on refund
  for each row execute function check_refund_of_payment();
create trigger payment_refunds_add_up after update of refund_reserved_minor, refunded_minor on payment
  for each row execute function check_payment_of_refunds();
