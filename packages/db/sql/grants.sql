-- What each role may do, whole: what is not named here is taken away. `pnpm migrate` runs it in one transaction after the
-- migrations, so that new tables are covered and running processes never stand without a right that they have.
-- Nobody but the owner may delete, empty or alter anything, but for the deletes that are named here.
revoke all on all tables in schema public from azora_web, azora_receiver, azora_worker;
revoke all on all tables in schema graphile_worker from azora_web, azora_receiver, azora_worker;
grant usage on schema public to azora_web, azora_receiver, azora_worker;
grant usage on schema graphile_worker to azora_web, azora_receiver, azora_worker;

-- Web and worker read and write rows. A table of which they may do less is named below.
grant select, insert, update on all tables in schema public to azora_web, azora_worker;

-- The audit log is added to and read. When an entry was recorded is for the database to say.
revoke insert, update on audit_entry, audit_seal from azora_web, azora_worker;
grant insert (merchant_id, id, actor, action, subject_kind, subject_id, request_id, before, after, at)
  on audit_entry to azora_web, azora_worker;
grant insert on audit_seal to azora_worker;

-- A receipt is issued once; the worker notes that it was mailed.
revoke update on receipt from azora_web, azora_worker;
grant update (mailed_at) on receipt to azora_worker;

-- Which migrations were applied is read at the start of each process.
revoke insert, update on _prisma_migrations from azora_web, azora_worker;
grant select on _prisma_migrations to azora_receiver;

-- Answers to requests are forgotten after a day or more.
grant delete on idempotency_record to azora_worker;

-- The receiver stores an event, sees whether it was there, and queues its job.
grant insert on webhook_event to azora_receiver;
grant select (merchant_id, id, object_id) on webhook_event to azora_receiver;

-- The queue: adding a job replaces one of the same key, so it takes an update too.
grant select, insert, update on graphile_worker._private_jobs, graphile_worker._private_tasks, graphile_worker._private_job_queues
  to azora_web, azora_receiver;
grant select, insert, update, delete on all tables in schema graphile_worker to azora_worker;
grant usage on all sequences in schema graphile_worker to azora_web, azora_receiver, azora_worker;
grant execute on all functions in schema graphile_worker to azora_web, azora_receiver, azora_worker;

-- The queue's tables have row security, which knows nobody but the owner until it is told. The receiver adds jobs and
-- changes none: to be allowed "on conflict do update" is not to find a row that may be updated.
do $$
declare queue_table text;
begin
  foreach queue_table in array array['_private_jobs', '_private_tasks', '_private_job_queues', '_private_known_crontabs'] loop
    -- Making a policy locks the table: once is enough.
    continue when exists (select from pg_policies
      where schemaname = 'graphile_worker' and tablename = queue_table and policyname = 'azora_processes');
    execute format('create policy azora_processes on graphile_worker.%I to azora_web, azora_worker using (true) with check (true)', queue_table);
    execute format('create policy azora_receiver_reads on graphile_worker.%I for select to azora_receiver using (true)', queue_table);
    execute format('create policy azora_receiver_adds on graphile_worker.%I for insert to azora_receiver with check (true)', queue_table);
  end loop;
end $$;
