-- What an event needs to be tried again by our own schedule, by one worker at a time, and to be put aside for staff.
ALTER TABLE "webhook_event" ADD COLUMN "api_version" TEXT,
ADD COLUMN "lease_token" UUID,
ADD COLUMN "lease_until" TIMESTAMPTZ(3),
ADD COLUMN "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN "parked_at" TIMESTAMPTZ(3),
ADD COLUMN "source" TEXT NOT NULL DEFAULT 'webhook';

-- CreateIndex
CREATE INDEX "webhook_event_merchant_id_received_at_id_idx" ON "webhook_event"("merchant_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_event_merchant_id_type_received_at_id_idx" ON "webhook_event"("merchant_id", "type", "received_at" DESC, "id" DESC);

-- CreateTable
CREATE TABLE "event_mark" (
    "merchant_id" UUID NOT NULL,
    "seen_until" TIMESTAMPTZ(3) NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "alarmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_mark_pkey" PRIMARY KEY ("merchant_id")
);

-- An event without an object of its own stands for itself, so that no two of them are taken for one object.
update webhook_event set object_id = id where object_id = '';

alter table webhook_event
  add constraint webhook_event_source_known check (source in ('webhook', 'list')),
  add constraint webhook_event_object_named check (object_id <> ''),
  add constraint webhook_event_lease_is_whole check ((lease_until is null) = (lease_token is null)),
  add constraint webhook_event_outcome_has_time check ((handled_at is null) = (outcome is null)),
  add constraint webhook_event_rests check (num_nonnulls(handled_at, parked_at, lease_until) <= 1);

-- What the sweeper looks for, and what waits for staff: small however large the table grows.
drop index webhook_event_unhandled;
create index webhook_event_open on webhook_event (merchant_id, received_at desc, id desc, next_try_at)
  where handled_at is null and parked_at is null;
create index webhook_event_parked on webhook_event (merchant_id, received_at desc, id desc) where parked_at is not null;

-- A handled event stays handled, and an event stays what it was.
create function refuse_event_change() returns trigger language plpgsql as $$
begin
  if old.handled_at is not null and (new.handled_at, new.outcome) is distinct from (old.handled_at, old.outcome) then
    raise exception 'event % has been handled', old.id using errcode = 'check_violation';
  end if;
  if (new.merchant_id, new.id, new.type, new.object_id, new.stripe_created_at, new.source, new.received_at)
     is distinct from (old.merchant_id, old.id, old.type, old.object_id, old.stripe_created_at, old.source, old.received_at) then
    raise exception 'what event % is never changes', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger webhook_event_moves_forward before update on webhook_event for each row execute function refuse_event_change();
