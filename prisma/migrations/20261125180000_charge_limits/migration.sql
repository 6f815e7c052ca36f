-- Limits of a payment that make no sense whatever Stripe's own are; the contract knows those (`MerchantSettings`).
ALTER TABLE "merchant" ADD CONSTRAINT "merchant_charge_limits_whole" CHECK (
  NOT jsonb_path_exists("settings", '$.charges.limits.*.* ? (@.type() != "number" || @ < 1 || @ != @.floor())')
);
ALTER TABLE "merchant" ADD CONSTRAINT "merchant_charge_limits_ordered" CHECK (
  NOT jsonb_path_exists("settings", '$.charges.limits.* ? (@.minimum > @.maximum)')
);
