-- The roles that our processes stand on. They cannot log in: give each process a login of its own that is a member of one.
--   azora_owner     owns the schema and migrates it; no process runs as it
--   azora_web       pages and API
--   azora_receiver  takes Stripe's events (ROLE=receiver) and does nothing else
--   azora_worker    jobs and sweeps (ROLE=worker); also the member for a process that does both (ROLE=all)
-- Run again it changes nothing. It needs CREATEROLE; `pnpm migrate` runs it where it may, an administrator elsewhere.
do $$
declare wanted text;
begin
  foreach wanted in array array['azora_owner', 'azora_web', 'azora_receiver', 'azora_worker'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception when duplicate_object or unique_violation then
        null; -- made by another migrator this very moment
      end;
    end if;
  end loop;
end $$;
