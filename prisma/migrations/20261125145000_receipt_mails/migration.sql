-- CreateIndex
CREATE INDEX "outbox_merchant_id_subject_id_idx" ON "outbox"("merchant_id", "subject_id");
