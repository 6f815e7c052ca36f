-- How often staff had an event applied anew, and a payload that may be emptied once it is old.
ALTER TABLE "webhook_event" ADD COLUMN "replays" INTEGER NOT NULL DEFAULT 0,
ALTER COLUMN "payload" DROP NOT NULL;

-- Records are forgotten merchant by merchant.
-- DropIndex
DROP INDEX "idempotency_record_created_at_idx";

-- CreateIndex
CREATE INDEX "idempotency_record_merchant_id_created_at_idx" ON "idempotency_record"("merchant_id", "created_at");

-- What is not handled cannot be applied without its payload.
alter table webhook_event
  add constraint webhook_event_waits_with_payload check (payload is not null or handled_at is not null),
  add constraint webhook_event_replays_counted check (replays >= 0);

-- What is still to be emptied.
create index webhook_event_full on webhook_event (merchant_id, received_at) where payload is not null;

-- What an event changed.
create index audit_entry_event on audit_entry (merchant_id, (after ->> 'eventId'), at)
  where (after ->> 'eventId') is not null;

-- A handled event is opened again only by a replay that counts itself.
create or replace function refuse_event_change() returns trigger language plpgsql as $$
begin
  if new.replays < old.replays then
    raise exception 'replays of event % are never taken back', old.id using errcode = 'check_violation';
  end if;
  if old.handled_at is not null and (new.handled_at, new.outcome) is distinct from (old.handled_at, old.outcome)
     and not (new.handled_at is null and new.replays = old.replays + 1) then
    raise exception 'event % has been handled', old.id using errcode = 'check_violation';
  end if;
  if (new.merchant_id, new.id, new.type, new.object_id, new.stripe_created_at, new.source, new.received_at)
     is distinct from (old.merchant_id, old.id, old.type, old.object_id, old.stripe_created_at, old.source, old.received_at) then
    raise exception 'what event % is never changes', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
