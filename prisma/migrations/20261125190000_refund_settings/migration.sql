-- What a merchant has set about refunds is read by the statement that grants one: a wrong setting is refused when it is
-- written, and can never be read as another one. Says the same as `RefundSettings` of the contract.
ALTER TABLE "merchant" ADD CONSTRAINT "merchant_refund_settings_are_valid" CHECK (
  jsonb_typeof("settings") = 'object'
  AND coalesce(jsonb_typeof("settings" -> 'refunds'), 'object') = 'object'
  AND NOT "settings" @? '$.refunds.keyvalue() ? (@.key != "windowDays" && @.key != "limits")'
  AND NOT "settings" @? 'strict $.refunds.windowDays ? (@.type() != "number" || @ < 0 || @ > 3650 || @.floor() != @)'
  AND NOT "settings" @? 'strict $.refunds.limits ? (@.type() != "object")'
  AND NOT "settings" @? '$.refunds.limits.keyvalue() ? (@.key != "support" && @.key != "admin" && @.key != "service")'
  AND NOT "settings" @? 'strict $.refunds.limits.* ? (@.type() != "object")'
  AND NOT "settings" @? '$.refunds.limits.*.keyvalue() ? (!(@.key like_regex "^[a-z]{3}$"))'
  AND NOT "settings" @? 'strict $.refunds.limits.*.* ? (@.type() != "number" || @ < 0 || @ > 9007199254740991 || @.floor() != @)'
);
