-- What the promise gauges look for without reading a table: refunded payments by when they changed last, and mails that
-- were given up. Neither index is touched by a checkout.
create index payment_refunded on payment (merchant_id, updated_at) where refund_reserved_minor > 0;
create index outbox_failed on outbox (merchant_id, created_at) where state = 'failed';
