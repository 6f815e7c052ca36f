-- Attempts at a payment become attempts at anything that Stripe does for us.
alter table payment_attempt drop constraint payment_attempt_merchant_id_payment_id_fkey;
alter table payment_attempt rename to attempt;
alter table attempt rename constraint payment_attempt_pkey to attempt_pkey;
alter table attempt rename constraint payment_attempt_state_known to attempt_state_known;
alter table attempt rename constraint payment_attempt_settled_has_time to attempt_settled_has_time;
alter table attempt rename column payment_id to subject_id;
alter table attempt rename column decline_reason to failure;
drop index payment_attempt_merchant_id_payment_id_number_key;
alter index payment_attempt_one_open rename to attempt_one_open;
alter index payment_attempt_due rename to attempt_due;

alter table attempt
  add column operation text not null default 'payments.process',
  add column caller text,
  add column request_id uuid,
  add column fingerprint text,
  add column input jsonb;
update attempt set input = jsonb_build_object(
    'paymentId', payment.id, 'confirmationTokenId', attempt.confirmation_token_id,
    'paymentIntentId', attempt.payment_intent_id, 'amountMinor', payment.amount_minor, 'currency', payment.currency,
    'description', payment.description, 'metadata', payment.metadata)
  from payment where payment.merchant_id = attempt.merchant_id and payment.id = attempt.subject_id;
update attempt set caller = record.caller, request_id = record.request_id, fingerprint = record.fingerprint
  from idempotency_record record
  where record.merchant_id = attempt.merchant_id and record.attempt_id = attempt.id;
alter table attempt
  alter column operation drop default,
  alter column input set not null,
  drop column confirmation_token_id,
  drop column payment_intent_id,
  drop column number,
  add constraint attempt_request_is_whole check (
    (caller is null) = (request_id is null) and (request_id is null) = (fingerprint is null));

CREATE UNIQUE INDEX "attempt_merchant_id_operation_caller_request_id_key" ON "attempt"("merchant_id", "operation", "caller", "request_id");
CREATE INDEX "attempt_merchant_id_subject_id_idx" ON "attempt"("merchant_id", "subject_id");

-- What an attempt is about and what it sends never changes; once it has ended it stays so.
create function refuse_attempt_change() returns trigger language plpgsql as $$
begin
  if old.state in ('answered', 'failed') then
    raise exception 'attempt % has ended', old.id using errcode = 'check_violation';
  end if;
  if (new.operation, new.subject_id, new.caller, new.request_id, new.fingerprint, new.input)
     is distinct from (old.operation, old.subject_id, old.caller, old.request_id, old.fingerprint, old.input) then
    raise exception 'what attempt % is about never changes', old.id using errcode = 'check_violation';
  end if;
  if new.lease_token < old.lease_token then
    raise exception 'the lease of attempt % never goes back', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger attempt_moves_forward before update on attempt for each row execute function refuse_attempt_change();

-- A refusal is an answer too.
alter table idempotency_record
  drop column payment_id,
  add column refusal jsonb,
  drop constraint idempotency_record_answer_has_time,
  add constraint idempotency_record_answered_once check (
    num_nonnulls(answer, refusal) = case when answered_at is null then 0 else 1 end);

create or replace function refuse_answer_change() returns trigger language plpgsql as $$
begin
  if old.answered_at is not null or new.fingerprint <> old.fingerprint then
    raise exception 'an answer that was given stays' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger idempotency_record_is_kept before update on idempotency_record for each row execute function refuse_answer_change();
