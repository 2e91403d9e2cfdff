/**
 * Money inside the product: whole ten-thousandths of a euro, as the four decimals of the database, so that sums of safe
 * integers are exact (up to 900 billion euros). Rounding to cents happens once, when an amount is handed out.
 */
export type TenThousandths = number;

/** Euros with two decimals, half away from zero. */
export function euros(amount: TenThousandths): number {
  const size = Math.abs(amount);
  const cents = Math.floor(size / 100) + (size % 100 >= 50 ? 1 : 0);
  return amount < 0 && cents > 0 ? -cents / 100 : cents / 100;
}
