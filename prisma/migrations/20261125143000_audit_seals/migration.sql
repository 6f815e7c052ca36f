-- When the database itself took an entry in: by its own clock, at the moment of the insert. Sealing goes by this time.
alter table audit_entry add column recorded_at timestamptz(6) not null default clock_timestamp();
-- Prefixes of actions are ranges of this index only where letters sort by their code.
alter table audit_entry alter column action type text collate "C";

DROP INDEX "audit_entry_merchant_id_subject_id_at_idx";
CREATE INDEX "audit_entry_merchant_id_recorded_at_id_idx" ON "audit_entry"("merchant_id", "recorded_at", "id");
CREATE INDEX "audit_entry_merchant_id_subject_id_at_id_idx" ON "audit_entry"("merchant_id", "subject_id", "at", "id");
CREATE INDEX "audit_entry_merchant_id_action_at_id_idx" ON "audit_entry"("merchant_id", "action", "at", "id");
CREATE INDEX "audit_entry_merchant_id_actor_action_at_id_idx" ON "audit_entry"("merchant_id", "actor", "action", "at", "id");
-- What the system does by itself has no request.
create index audit_entry_of_request on audit_entry (merchant_id, request_id, at, id) where request_id is not null;

CREATE TABLE "audit_seal" (
    "merchant_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "from_recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "from_id" UUID NOT NULL,
    "to_recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "to_id" UUID NOT NULL,
    "entry_count" INTEGER NOT NULL,
    "previous_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("merchant_id","number")
);

alter table audit_seal
  add constraint audit_seal_number_positive check (number > 0),
  add constraint audit_seal_has_entries check (entry_count > 0),
  add constraint audit_seal_bounds_ordered check ((from_recorded_at, from_id) <= (to_recorded_at, to_id)),
  add constraint audit_seal_hash_length check (octet_length(hash) = 32 and octet_length(previous_hash) = 32);

-- Each seal continues the one before: its number, its hash, its bound.
create function refuse_broken_seal() returns trigger language plpgsql as $$
declare last audit_seal;
begin
  select * into last from audit_seal where merchant_id = new.merchant_id order by number desc limit 1;
  if new.number <= last.number then
    return new; -- the primary key answers, whoever was faster
  end if;
  if new.number <> coalesce(last.number, 0) + 1
    or new.previous_hash <> coalesce(last.hash, decode(repeat('00', 32), 'hex'))
    or (new.from_recorded_at, new.from_id) <= (last.to_recorded_at, last.to_id) then
    raise exception 'seal % does not continue the chain', new.number using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger audit_seal_continues before insert on audit_seal for each row execute function refuse_broken_seal();
create trigger audit_seal_only_grows before update or delete on audit_seal for each row execute function refuse_audit_change();
create trigger audit_seal_is_never_emptied before truncate on audit_seal for each statement execute function refuse_audit_change();
