-- The queue tries a mail first; when that fails or is lost, the mail's own row says when it is tried again. Mails that wait
-- from before are due at once.
-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "first_tried_at" TIMESTAMPTZ(3),
ADD COLUMN     "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT (now() + '00:00:30'::interval);

-- By hand from here: what Prisma has no words for.
drop index outbox_pending;
create index outbox_due on outbox (merchant_id, next_try_at) where state = 'pending';
update outbox set next_try_at = now() where state = 'pending';
