import type { RefusalWords } from './refusal-words.ts'

export const refusalWordsDe: RefusalWords = {
  unauthenticated: () => 'Bitte melden Sie sich an, um fortzufahren.',
  forbidden: () => 'Ihr Konto darf das nicht.',
  input_invalid: () => 'An dieser Anfrage stimmt etwas nicht. Bitte prüfen Sie Ihre Eingaben.',
  cart_empty: () => 'Ihr Warenkorb ist leer.',
  price_not_found: () =>
    'Ein Artikel in Ihrem Warenkorb ist nicht mehr erhältlich. Bitte entfernen Sie ihn und versuchen Sie es erneut.',
  currency_not_offered: ({ currency }) =>
    `Ein Artikel in Ihrem Warenkorb wird nicht in ${currency.toUpperCase()} verkauft.`,
  amount_too_small: ({ minimumMinor, currency }, money) =>
    `Der kleinste mögliche Betrag ist ${money(minimumMinor, currency)}.`,
  amount_too_large: ({ maximumMinor, currency }, money) =>
    `Der größte mögliche Betrag ist ${money(maximumMinor, currency)}.`,
  amount_not_payable: ({ stepMinor, currency }, money) =>
    `Dieser Betrag kann nicht abgebucht werden. Bitte runden Sie ihn auf ein Vielfaches von ${money(stepMinor, currency)}.`,
  payment_not_found: () => 'Wir konnten diese Zahlung nicht finden.',
  payment_not_payable: ({ status }) =>
    status === 'canceled'
      ? 'Diese Zahlung wurde storniert und kann nicht mehr bezahlt werden.'
      : 'Diese Zahlung ist schon abgeschlossen und kann nicht noch einmal bezahlt werden.',
  payment_changed: () => 'Der Preis Ihres Warenkorbs hat sich geändert. Bitte prüfen Sie ihn, bevor Sie bezahlen.',
  payment_not_capturable: () => 'Für diese Zahlung ist nichts reserviert, das eingezogen werden könnte.',
  capture_exceeds_authorized: ({ capturableMinor, currency }, money) =>
    `Dieser Betrag kann nicht eingezogen werden. Reserviert sind ${money(capturableMinor, currency)}.`,
  payment_not_cancelable: () => 'Diese Zahlung kann nicht mehr storniert werden.',
  payment_method_unusable: () => 'Diese Zahlungsart kann hier nicht verwendet werden. Bitte wählen Sie eine andere.',
  saved_method_not_found: () => 'Wir konnten diese gespeicherte Zahlungsart nicht finden.',
  saved_method_in_use: () =>
    'Mit dieser Zahlungsart wird gerade bezahlt. Bitte versuchen Sie es noch einmal, wenn die Zahlung abgeschlossen ist.',
  saved_method_not_removable: () =>
    'Diese Zahlungsart konnte nicht entfernt werden. Bitte versuchen Sie es später noch einmal.',
  microdeposits_mismatch: () =>
    'Das ist nicht, was wir auf Ihr Konto überwiesen haben. Bitte sehen Sie auf Ihrem Kontoauszug nach.',
  microdeposits_not_awaited: () => 'Dieses Bankkonto muss nicht bestätigt werden.',
  setup_not_found: () => 'Das konnten wir nicht finden. Bitte fügen Sie die Zahlungsart noch einmal hinzu.',
  setups_begun_often: () => 'Es wurden zu viele Zahlungsarten probiert. Bitte versuchen Sie es in einer Stunde wieder.',
  link_not_found: () => 'Dieser Link geht nicht. Öffnen Sie ihn noch einmal aus Ihrer Mail.',
  link_expired: () => 'Dieser Link ist abgelaufen.',
  link_used_often: ({ tries }) =>
    `Diese Zahlung wurde schon ${tries}-mal versucht und kann hier nicht noch einmal versucht werden. Bitte schreiben Sie dem Shop.`,
  receipt_not_found: () => 'Für diese Zahlung gibt es noch keinen Beleg.',
  receipt_has_no_address: () => 'Es gibt keine E-Mail-Adresse, an die dieser Beleg gehen könnte.',
  receipt_sent_often: ({ copiesPerDay }) =>
    `Dieser Beleg wurde heute schon ${copiesPerDay}-mal verschickt. Bitte sehen Sie in Ihr Postfach, oder versuchen Sie es morgen wieder.`,
  event_not_found: () => 'Dieses Ereignis haben wir nicht gefunden.',
  event_payload_gone: () => 'Dieses Ereignis ist zu alt: Sein Inhalt wird nicht mehr aufbewahrt.',
  dispute_not_found: () => 'Wir konnten diese Zahlungsanfechtung nicht finden.',
  dispute_not_answerable: () => 'Auf diese Zahlungsanfechtung kann nicht mehr geantwortet werden.',
  dispute_deadline_over: () => 'Die Frist für Belege ist abgelaufen.',
  dispute_evidence_empty: () => 'Bitte fügen Sie Belege hinzu, bevor Sie sie absenden.',
  dispute_evidence_too_long: ({ maximumCharacters }) =>
    `Die Belege sind zu lang. Alle Texte zusammen dürfen ${maximumCharacters} Zeichen haben.`,
  dispute_answer_refused: () =>
    'Die Antwort wurde nicht angenommen. Bitte prüfen Sie die Belege und ihre Dateien und versuchen Sie es noch einmal.',
  fraud_warning_not_found: () => 'Wir konnten diese Warnung nicht finden.',
  payout_not_found: () => 'Wir konnten diese Auszahlung nicht finden.',
  payment_not_refundable: () => 'Hier gibt es nichts zu erstatten: Diese Zahlung wurde nicht abgeschlossen.',
  payment_disputed: () => 'Diese Zahlung ist bei der Bank angefochten und kann nicht erstattet werden.',
  refund_exceeds_payment: ({ leftMinor, currency }, money) =>
    leftMinor > 0
      ? `Von dieser Zahlung können höchstens noch ${money(leftMinor, currency)} erstattet werden.`
      : 'Von dieser Zahlung ist nichts mehr zu erstatten.',
  refund_window_over: () => 'Die Frist, in der diese Zahlung erstattet werden konnte, ist abgelaufen.',
  refund_not_found: () => 'Wir konnten diese Erstattung nicht finden.',
  refund_not_approvable: () => 'Über diese Erstattung wurde schon entschieden.',
  approver_must_differ: () => 'Diese Erstattung muss jemand anderes freigeben.',
  request_id_reused: () => 'Diese Anfrage wurde schon für etwas anderes verwendet. Bitte beginnen Sie von vorn.',
  request_in_progress: () => 'Wir arbeiten noch daran. Bitte warten Sie einen Moment.',
  temporarily_unavailable: () => 'Das funktioniert gerade nicht. Bitte versuchen Sie es gleich noch einmal.',
}
