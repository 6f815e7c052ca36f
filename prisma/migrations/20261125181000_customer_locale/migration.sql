-- The language that a customer's mails and receipts are written in; null where they never said.
ALTER TABLE "customer" ADD COLUMN "locale" TEXT;
ALTER TABLE "customer" ADD CONSTRAINT "customer_locale_known" CHECK ("locale" IN ('en', 'de'));
