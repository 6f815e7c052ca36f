import {
  EventDetail,
  EventDryRun,
  EventPage,
  GetEvent,
  InboxEvent,
  InboxStatus,
  ListEvents,
  ReplayEvent,
} from '@azora/contract/event'
import { dryRunEvent } from '@azora/payments-core/event/dry-run-event'
import { getEvent } from '@azora/payments-core/event/get-event'
import { inboxStatus } from '@azora/payments-core/event/inbox-status'
import { listEvents } from '@azora/payments-core/event/list-events'
import { replayEvent } from '@azora/payments-core/event/replay-event'
import { procedure, router } from './trpc.ts'

export const eventsRouter = router({
  list: procedure('events.list')
    .input(ListEvents)
    .output(EventPage)
    .query(({ ctx, input }) => listEvents(ctx.payments, input)),
  get: procedure('events.get')
    .input(GetEvent)
    .output(EventDetail)
    .query(({ ctx, input }) => getEvent(ctx.payments, input)),
  dryRun: procedure('events.dryRun')
    .input(GetEvent)
    .output(EventDryRun)
    .query(({ ctx, input }) => dryRunEvent(ctx.payments, input)),
  replay: procedure('events.replay')
    .input(ReplayEvent)
    .output(InboxEvent)
    .mutation(({ ctx, input }) => replayEvent(ctx.payments, input)),
  status: procedure('events.status')
    .output(InboxStatus)
    .query(({ ctx }) => inboxStatus(ctx.payments)),
})
