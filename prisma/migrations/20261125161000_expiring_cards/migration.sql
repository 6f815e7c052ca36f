-- Cards that expire soon are found without reading the others, and their owners are told once for each expiry.
ALTER TABLE "saved_method" ADD COLUMN "expiry_told" INTEGER;

CREATE INDEX "saved_method_merchant_id_expiry_year_expiry_month_id_idx" ON "saved_method"("merchant_id", "expiry_year", "expiry_month", "id");
