const HALF_LOG_2_PI = Math.log(2 * Math.PI) / 2;

/**
 * Cumulative distribution of the standard normal. Taylor series about 0 of G. Marsaglia, 'Evaluating the Normal
 * Distribution', Journal of Statistical Software 11(4), 2004: exact to about 1e-15 in the middle; beyond 8 standard
 * deviations the answer is 0 or 1 (the true value differs by less than 1e-15). NaN gives NaN.
 */
export function normalCdf(x: number): number {
  // The series would never settle on NaN.
  if (Number.isNaN(x)) return x;
  if (x <= -8) return 0;
  if (x >= 8) return 1;
  const square = x * x;
  let sum = x;
  let previous = 0;
  let term = x;
  for (let odd = 3; sum !== previous; odd += 2) {
    previous = sum;
    term *= square / odd;
    sum += term;
  }
  // The rounding of the sum can pass 0 or 1 by 1e-16 in the tails.
  const value = 0.5 + sum * Math.exp(-0.5 * square - HALF_LOG_2_PI);
  return Math.min(1, Math.max(0, value));
}
